import { AwsError } from "../aws-error.ts";
import type { EngineContext, Operation } from "../context.ts";
import type { IamRole } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { encodedPolicy, globalKey, noSuchEntity, type Tag, tagList, uniqueId, withoutTags, withTags } from "./names.ts";
import { requireTrustPolicy } from "./trust-policy.ts";

export interface RoleInput {
  readonly RoleName: string;
}

/** @throws AwsError NoSuchEntity */
export async function requireRole(tx: Transaction, name: string): Promise<IamRole> {
  const role = await tx.getDocument("iamRole", globalKey(name));
  if (role === undefined) throw noSuchEntity(`The role with name ${name} cannot be found.`);
  return role;
}

/** Changes a role in one transaction. */
export async function changeRole(
  engine: EngineContext,
  name: string,
  change: (role: IamRole) => IamRole,
): Promise<object> {
  await engine.store.transaction(async (tx) => {
    await tx.putDocument("iamRole", globalKey(name), change(await requireRole(tx, name)));
  });
  return {};
}

/** What every answer tells of a role; what more they tell differs by operation. obs LS test_iam_roles */
function shownRole({ RoleName, RoleId, Arn, Path, CreateDate, AssumeRolePolicyDocument }: IamRole): object {
  const document = encodedPolicy(AssumeRolePolicyDocument);
  return { RoleName, RoleId, Arn, Path, CreateDate, AssumeRolePolicyDocument: document };
}

function describedRole(role: IamRole): object {
  const { Description, MaxSessionDuration } = role;
  return { ...shownRole(role), ...(Description === undefined ? {} : { Description }), MaxSessionDuration };
}

function shownTags({ tags }: IamRole): object {
  return Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) };
}

export interface CreateRoleInput extends RoleInput {
  readonly AssumeRolePolicyDocument: string;
  readonly Path?: string;
  readonly Description?: string;
  readonly MaxSessionDuration?: number;
  readonly Tags?: readonly Tag[];
}

/** CreateRole: kept and shown; nobody can assume it. */
export const createRole: Operation<CreateRoleInput, object> = async (engine, call, input) => {
  const { RoleName, AssumeRolePolicyDocument, Path = "/", Description, MaxSessionDuration = 3600, Tags = [] } = input;
  requireTrustPolicy(AssumeRolePolicyDocument);
  const role: IamRole = {
    RoleName,
    RoleId: uniqueId("AROA", engine.ids.hex(17)),
    Arn: `arn:aws:iam::${call.scope.account}:role${Path}${RoleName}`,
    Path,
    CreateDate: engine.clock.now(),
    AssumeRolePolicyDocument,
    ...(Description === undefined ? {} : { Description }),
    MaxSessionDuration,
    tags: withTags({}, Tags),
    policies: {},
    attached: [],
  };
  await engine.store.transaction(async (tx) => {
    if ((await tx.getDocument("iamRole", globalKey(RoleName))) !== undefined) {
      throw new AwsError("EntityAlreadyExists", 409, `Role with name ${RoleName} already exists.`);
    }
    await tx.putDocument("iamRole", globalKey(RoleName), role);
  });
  return { Role: { ...shownRole(role), ...shownTags(role) } };
};

export const getRole: Operation<RoleInput, object> = async (engine, _call, { RoleName }) => {
  const role = await engine.store.transaction((tx) => requireRole(tx, RoleName));
  return { Role: { ...describedRole(role), ...shownTags(role) } };
};

/** ListRoles: all on one page, without their tags. */
export const listRoles: Operation<{ readonly PathPrefix?: string }, object> = async (
  engine,
  _call,
  { PathPrefix = "/" },
) => {
  const roles = await engine.store.transaction((tx) => tx.listDocuments("iamRole", {}));
  return { Roles: roles.filter(({ Path }) => Path.startsWith(PathPrefix)).map(describedRole), IsTruncated: false };
};

/** @throws AwsError NoSuchEntity, DeleteConflict while it has policies */
export const deleteRole: Operation<RoleInput, object> = async (engine, _call, { RoleName }) => {
  await engine.store.transaction(async (tx) => {
    const { policies, attached } = await requireRole(tx, RoleName);
    const conflict = (message: string) => new AwsError("DeleteConflict", 409, message);
    if (attached.length > 0) throw conflict("Cannot delete entity, must detach all policies first.");
    if (Object.keys(policies).length > 0) throw conflict("Cannot delete entity, must delete policies first.");
    await tx.deleteDocument("iamRole", globalKey(RoleName));
  });
  return {};
};

export const updateRole: Operation<
  RoleInput & { readonly Description?: string; readonly MaxSessionDuration?: number },
  object
> = (engine, _call, { RoleName, ...changes }) => changeRole(engine, RoleName, (role) => ({ ...role, ...changes }));

export const updateRoleDescription: Operation<RoleInput & { readonly Description: string }, object> = async (
  engine,
  _call,
  { RoleName, Description },
) => {
  await changeRole(engine, RoleName, (role) => ({ ...role, Description }));
  const role = await engine.store.transaction((tx) => requireRole(tx, RoleName));
  return { Role: { ...shownRole(role), Description } };
};

export const updateAssumeRolePolicy: Operation<RoleInput & { readonly PolicyDocument: string }, object> = (
  engine,
  _call,
  { RoleName, PolicyDocument },
) => {
  requireTrustPolicy(PolicyDocument);
  return changeRole(engine, RoleName, (role) => ({ ...role, AssumeRolePolicyDocument: PolicyDocument }));
};

export const tagRole: Operation<RoleInput & { readonly Tags: readonly Tag[] }, object> = (engine, _call, input) =>
  changeRole(engine, input.RoleName, (role) => ({ ...role, tags: withTags(role.tags, input.Tags) }));

export const untagRole: Operation<RoleInput & { readonly TagKeys: readonly string[] }, object> = (
  engine,
  _call,
  input,
) => changeRole(engine, input.RoleName, (role) => ({ ...role, tags: withoutTags(role.tags, input.TagKeys) }));

export const listRoleTags: Operation<RoleInput, object> = async (engine, _call, { RoleName }) => {
  const role = await engine.store.transaction((tx) => requireRole(tx, RoleName));
  return { Tags: tagList(role.tags), IsTruncated: false };
};

/** Tocsin has no instance profiles; Terraform asks before it deletes a role. */
export const listInstanceProfilesForRole: Operation<RoleInput, object> = async (engine, _call, { RoleName }) => {
  await engine.store.transaction((tx) => requireRole(tx, RoleName));
  return { InstanceProfiles: [], IsTruncated: false };
};

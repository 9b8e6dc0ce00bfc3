import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import { encodedPolicy, globalKey, noSuchEntity, requirePolicyDocument } from "./names.ts";
import { changeRole, type RoleInput, requireRole } from "./roles.ts";

export interface RolePolicyInput extends RoleInput {
  readonly PolicyName: string;
}

function noSuchPolicy(name: string): Error {
  return noSuchEntity(`The role policy with name ${name} cannot be found.`);
}

export const putRolePolicy: Operation<RolePolicyInput & { readonly PolicyDocument: string }, object> = (
  engine,
  _call,
  { RoleName, PolicyName, PolicyDocument },
) => {
  requirePolicyDocument(PolicyDocument);
  return changeRole(engine, RoleName, (role) => ({
    ...role,
    policies: { ...role.policies, [PolicyName]: PolicyDocument },
  }));
};

export const getRolePolicy: Operation<RolePolicyInput, object> = async (engine, _call, { RoleName, PolicyName }) => {
  const role = await engine.store.transaction((tx) => requireRole(tx, RoleName));
  const document = role.policies[PolicyName];
  if (document === undefined) throw noSuchPolicy(PolicyName);
  return { RoleName, PolicyName, PolicyDocument: encodedPolicy(document) };
};

export const deleteRolePolicy: Operation<RolePolicyInput, object> = (engine, _call, { RoleName, PolicyName }) =>
  changeRole(engine, RoleName, (role) => {
    const { [PolicyName]: found, ...policies } = role.policies;
    if (found === undefined) throw noSuchPolicy(PolicyName);
    return { ...role, policies };
  });

export const listRolePolicies: Operation<RoleInput, object> = async (engine, _call, { RoleName }) => {
  const role = await engine.store.transaction((tx) => requireRole(tx, RoleName));
  return { PolicyNames: Object.keys(role.policies).sort(), IsTruncated: false };
};

export interface AttachmentInput extends RoleInput {
  readonly PolicyArn: string;
}

/** AWS's own managed policies (`arn:aws:iam::aws:policy/..`) are taken to exist. */
export const attachRolePolicy: Operation<AttachmentInput, object> = async (engine, call, { RoleName, PolicyArn }) => {
  // obs LS test_role_managed_policy_errors
  if (!PolicyArn.startsWith("arn:")) throw new AwsError("ValidationError", 400, `ARN ${PolicyArn} is not valid.`);
  const own = PolicyArn.startsWith(`arn:aws:iam::${call.scope.account}:`);
  const policy = own
    ? await engine.store.transaction((tx) => tx.getDocument("iamPolicy", globalKey(PolicyArn)))
    : undefined;
  if (own && policy === undefined) {
    throw noSuchEntity(`Policy ${PolicyArn} does not exist or is not attachable.`);
  }
  return changeRole(engine, RoleName, (role) => ({
    ...role,
    attached: [...role.attached.filter((attached) => attached !== PolicyArn), PolicyArn],
  }));
};

export const detachRolePolicy: Operation<AttachmentInput, object> = (engine, _call, { RoleName, PolicyArn }) =>
  changeRole(engine, RoleName, (role) => {
    if (!role.attached.includes(PolicyArn)) throw noSuchEntity(`Policy ${PolicyArn} was not found.`);
    return { ...role, attached: role.attached.filter((attached) => attached !== PolicyArn) };
  });

export const listAttachedRolePolicies: Operation<RoleInput, object> = async (engine, _call, { RoleName }) => {
  const role = await engine.store.transaction((tx) => requireRole(tx, RoleName));
  const AttachedPolicies = role.attached.map((PolicyArn) => ({
    PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf("/") + 1),
    PolicyArn,
  }));
  return { AttachedPolicies, IsTruncated: false };
};

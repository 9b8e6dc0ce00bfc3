import { AwsError } from "../aws-error.ts";
import type { EngineContext, Operation } from "../context.ts";
import type { IamPolicy } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import {
  encodedPolicy,
  globalKey,
  noSuchEntity,
  requirePolicyDocument,
  type Tag,
  tagList,
  uniqueId,
  withoutTags,
  withTags,
} from "./names.ts";

export interface PolicyInput {
  readonly PolicyArn: string;
}

async function requirePolicy(tx: Transaction, arn: string): Promise<IamPolicy> {
  const policy = await tx.getDocument("iamPolicy", globalKey(arn));
  if (policy === undefined) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  return policy;
}

async function changePolicy(
  engine: EngineContext,
  arn: string,
  change: (policy: IamPolicy) => IamPolicy,
): Promise<IamPolicy> {
  return engine.store.transaction(async (tx) => {
    const next = change(await requirePolicy(tx, arn));
    await tx.putDocument("iamPolicy", globalKey(arn), next);
    return next;
  });
}

/** To how many roles it is attached. */
async function attachmentCount(tx: Transaction, arn: string): Promise<number> {
  const roles = await tx.listDocuments("iamRole", {});
  return roles.filter((role) => role.attached.includes(arn)).length;
}

/** Of a policy in a list: without its tags and description. obs LS test_policy_lifecycle, doc IAM API */
function listedPolicy(
  { versions: _versions, latestVersion: _latest, tags: _tags, Description: _description, ...policy }: IamPolicy,
  AttachmentCount: number,
): object {
  return { ...policy, AttachmentCount, PermissionsBoundaryUsageCount: 0, IsAttachable: true };
}

function shownPolicy(policy: IamPolicy, attachmentCount: number): object {
  const { Description, tags } = policy;
  const described = Description === undefined ? {} : { Description };
  return { ...listedPolicy(policy, attachmentCount), ...described, Tags: tagList(tags) };
}

/** Only GetPolicyVersion shows the document. obs LS test_policy_version_lifecycle */
function shownVersion(policy: IamPolicy, { VersionId, CreateDate }: IamPolicy["versions"][number]): object {
  return { VersionId, IsDefaultVersion: VersionId === policy.DefaultVersionId, CreateDate };
}

export interface CreatePolicyInput {
  readonly PolicyName: string;
  readonly PolicyDocument: string;
  readonly Path?: string;
  readonly Description?: string;
  readonly Tags?: readonly Tag[];
}

/** CreatePolicy: kept and shown; nobody's permissions depend on it. */
export const createPolicy: Operation<CreatePolicyInput, object> = async (engine, call, input) => {
  const { PolicyName, PolicyDocument, Path = "/", Description, Tags = [] } = input;
  requirePolicyDocument(PolicyDocument);
  const now = engine.clock.now();
  const policy: IamPolicy = {
    PolicyName,
    PolicyId: uniqueId("ANPA", engine.ids.hex(17)),
    Arn: `arn:aws:iam::${call.scope.account}:policy${Path}${PolicyName}`,
    Path,
    ...(Description === undefined ? {} : { Description }),
    CreateDate: now,
    UpdateDate: now,
    tags: withTags({}, Tags),
    versions: [{ VersionId: "v1", Document: PolicyDocument, CreateDate: now }],
    DefaultVersionId: "v1",
    latestVersion: 1,
  };
  await engine.store.transaction(async (tx) => {
    if ((await tx.getDocument("iamPolicy", globalKey(policy.Arn))) !== undefined) {
      const message = `A policy called ${PolicyName} already exists. Duplicate names are not allowed.`;
      throw new AwsError("EntityAlreadyExists", 409, message);
    }
    await tx.putDocument("iamPolicy", globalKey(policy.Arn), policy);
  });
  return { Policy: { ...listedPolicy(policy, 0), ...(Tags.length === 0 ? {} : { Tags: tagList(policy.tags) }) } };
};

export const getPolicy: Operation<PolicyInput, object> = async (engine, _call, { PolicyArn }) =>
  engine.store.transaction(async (tx) => {
    const policy = await requirePolicy(tx, PolicyArn);
    return { Policy: shownPolicy(policy, await attachmentCount(tx, PolicyArn)) };
  });

export const listPolicies: Operation<object, object> = async (engine) =>
  engine.store.transaction(async (tx) => {
    const Policies: object[] = [];
    for (const policy of await tx.listDocuments("iamPolicy", {})) {
      Policies.push(listedPolicy(policy, await attachmentCount(tx, policy.Arn)));
    }
    return { Policies, IsTruncated: false };
  });

/** @throws AwsError NoSuchEntity, DeleteConflict while it is attached or has versions that are not the default */
export const deletePolicy: Operation<PolicyInput, object> = async (engine, _call, { PolicyArn }) => {
  await engine.store.transaction(async (tx) => {
    const { versions } = await requirePolicy(tx, PolicyArn);
    const conflict = (message: string) => new AwsError("DeleteConflict", 409, message);
    if ((await attachmentCount(tx, PolicyArn)) > 0) {
      throw conflict("Cannot delete a policy attached to entities.");
    }
    if (versions.length > 1) {
      throw conflict(
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
      );
    }
    await tx.deleteDocument("iamPolicy", globalKey(PolicyArn));
  });
  return {};
};

const MAX_VERSIONS = 5;

/** @throws AwsError NoSuchEntity, LimitExceeded for a sixth version */
export const createPolicyVersion: Operation<
  PolicyInput & { readonly PolicyDocument: string; readonly SetAsDefault?: boolean },
  object
> = async (engine, _call, { PolicyArn, PolicyDocument, SetAsDefault = false }) => {
  requirePolicyDocument(PolicyDocument);
  const now = engine.clock.now();
  const policy = await changePolicy(engine, PolicyArn, (old) => {
    if (old.versions.length >= MAX_VERSIONS) {
      const message = `A managed policy can have up to ${MAX_VERSIONS} versions. Before you create a new version, you must delete an existing version.`;
      throw new AwsError("LimitExceeded", 409, message);
    }
    const latestVersion = old.latestVersion + 1;
    const VersionId = `v${latestVersion}`;
    const versions = [...old.versions, { VersionId, Document: PolicyDocument, CreateDate: now }];
    return {
      ...old,
      versions,
      latestVersion,
      UpdateDate: now,
      DefaultVersionId: SetAsDefault ? VersionId : old.DefaultVersionId,
    };
  });
  const created = policy.versions.at(-1);
  return created === undefined ? {} : { PolicyVersion: shownVersion(policy, created) };
};

export interface PolicyVersionInput extends PolicyInput {
  readonly VersionId: string;
}

function noSuchVersion(arn: string, id: string): AwsError {
  return noSuchEntity(`Policy ${arn} version ${id} does not exist or is not attachable.`);
}

function requireVersion(policy: IamPolicy, id: string): IamPolicy["versions"][number] {
  const version = policy.versions.find(({ VersionId }) => VersionId === id);
  if (version === undefined) throw noSuchVersion(policy.Arn, id);
  return version;
}

export const getPolicyVersion: Operation<PolicyVersionInput, object> = async (engine, _call, input) => {
  const policy = await engine.store.transaction((tx) => tx.getDocument("iamPolicy", globalKey(input.PolicyArn)));
  if (policy === undefined) throw noSuchVersion(input.PolicyArn, input.VersionId); // obs LS test_policy_version_errors
  const version = requireVersion(policy, input.VersionId);
  return { PolicyVersion: { ...shownVersion(policy, version), Document: encodedPolicy(version.Document) } };
};

export const listPolicyVersions: Operation<PolicyInput, object> = async (engine, _call, { PolicyArn }) => {
  const policy = await engine.store.transaction((tx) => requirePolicy(tx, PolicyArn));
  return { Versions: policy.versions.map((version) => shownVersion(policy, version)).reverse(), IsTruncated: false };
};

export const deletePolicyVersion: Operation<PolicyVersionInput, object> = async (engine, _call, input) => {
  await changePolicy(engine, input.PolicyArn, (policy) => {
    requireVersion(policy, input.VersionId);
    if (policy.DefaultVersionId === input.VersionId) {
      throw new AwsError("DeleteConflict", 409, "Cannot delete the default version of a policy.");
    }
    return { ...policy, versions: policy.versions.filter(({ VersionId }) => VersionId !== input.VersionId) };
  });
  return {};
};

export const tagPolicy: Operation<PolicyInput & { readonly Tags: readonly Tag[] }, object> = async (
  engine,
  _call,
  { PolicyArn, Tags },
) => {
  await changePolicy(engine, PolicyArn, (policy) => ({ ...policy, tags: withTags(policy.tags, Tags) }));
  return {};
};

export const untagPolicy: Operation<PolicyInput & { readonly TagKeys: readonly string[] }, object> = async (
  engine,
  _call,
  { PolicyArn, TagKeys },
) => {
  await changePolicy(engine, PolicyArn, (policy) => ({ ...policy, tags: withoutTags(policy.tags, TagKeys) }));
  return {};
};

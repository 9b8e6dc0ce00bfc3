import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import type { KmsKey } from "../documents.ts";
import { arn } from "../scope.ts";
import {
  cancelKeyDeletion,
  changeKey,
  createKey,
  describeKey,
  type KeyInput,
  type KmsTag,
  listKeys,
  requireKey,
  scheduleKeyDeletion,
  withKmsTags,
} from "./keys.ts";

/** An operation that only changes what is kept of a key. */
function change<Input extends KeyInput>(next: (key: KmsKey, input: Input) => KmsKey): Operation<Input, object> {
  return async (engine, call, input) => {
    await changeKey(engine, call.scope, input.KeyId, (key) => next(key, input));
    return {};
  };
}

/** An operation that only shows what is kept of a key. */
function show<Input extends KeyInput>(shown: (key: KmsKey) => object): Operation<Input, object> {
  return async (engine, call, { KeyId }) =>
    shown(await engine.store.transaction((tx) => requireKey(tx, call.scope, KeyId)));
}

const DEFAULT_ROTATION_DAYS = 365;

interface AliasInput {
  readonly AliasName: string;
  readonly TargetKeyId: string;
}

const createAlias: Operation<AliasInput, object> = async (engine, call, { AliasName, TargetKeyId }) => {
  if (!AliasName.startsWith("alias/")) {
    // doc KMS API; the words are those of other servers. inf
    const message =
      'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html';
    throw new AwsError("ValidationException", 400, message);
  }
  const { region } = call.scope;
  const now = engine.clock.now();
  const AliasArn = arn("kms", call.scope, AliasName);
  await engine.store.transaction(async (tx) => {
    const key = { region, parent: "", name: AliasName };
    if ((await tx.getDocument("kmsAlias", key)) !== undefined) {
      throw new AwsError("AlreadyExistsException", 400, `An alias with the name ${AliasArn} already exists`);
    }
    const { KeyId } = await requireKey(tx, call.scope, TargetKeyId);
    await tx.putDocument("kmsAlias", key, {
      AliasName,
      AliasArn,
      TargetKeyId: KeyId,
      CreationDate: now,
      LastUpdatedDate: now,
    });
  });
  return {};
};

const updateAlias: Operation<AliasInput, object> = async (engine, call, { AliasName, TargetKeyId }) => {
  const { region } = call.scope;
  await engine.store.transaction(async (tx) => {
    const alias = await tx.getDocument("kmsAlias", { region, parent: "", name: AliasName });
    if (alias === undefined) throw noSuchAlias(arn("kms", call.scope, AliasName));
    const { KeyId } = await requireKey(tx, call.scope, TargetKeyId);
    const next = { ...alias, TargetKeyId: KeyId, LastUpdatedDate: engine.clock.now() };
    await tx.putDocument("kmsAlias", { region, parent: "", name: AliasName }, next);
  });
  return {};
};

const deleteAlias: Operation<Pick<AliasInput, "AliasName">, object> = async (engine, call, { AliasName }) => {
  const { region } = call.scope;
  const existed = await engine.store.transaction((tx) =>
    tx.deleteDocument("kmsAlias", { region, parent: "", name: AliasName }),
  );
  if (!existed) throw noSuchAlias(arn("kms", call.scope, AliasName));
  return {};
};

const listAliases: Operation<Partial<KeyInput>, object> = async (engine, call, { KeyId }) =>
  engine.store.transaction(async (tx) => {
    const target = KeyId === undefined ? undefined : (await requireKey(tx, call.scope, KeyId)).KeyId;
    const all = await tx.listDocuments("kmsAlias", { region: call.scope.region });
    const Aliases = all.filter(({ TargetKeyId }) => target === undefined || TargetKeyId === target);
    return { Aliases, Truncated: false };
  });

function noSuchAlias(aliasArn: string): AwsError {
  return new AwsError("NotFoundException", 400, `Alias ${aliasArn} is not found.`);
}

/**
 * The KMS operations that Tocsin serves, by AWS's names: keys and aliases are kept and shown, so that configurations that
 * make them beside a trail can be applied. There is no key material: whatever would encrypt is refused.
 */
export const kmsOperations = {
  CancelKeyDeletion: cancelKeyDeletion,
  CreateAlias: createAlias,
  CreateKey: createKey,
  DeleteAlias: deleteAlias,
  DescribeKey: describeKey,
  DisableKey: change((key) => ({ ...key, Enabled: false })),
  DisableKeyRotation: change(({ rotationPeriod: _none, ...key }) => key),
  EnableKey: change((key) => ({ ...key, Enabled: true })),
  EnableKeyRotation: change<KeyInput & { readonly RotationPeriodInDays?: number }>((key, input) => ({
    ...key,
    rotationPeriod: input.RotationPeriodInDays ?? DEFAULT_ROTATION_DAYS,
  })),
  GetKeyPolicy: show((key) => ({ Policy: key.Policy, PolicyName: "default" })),
  GetKeyRotationStatus: show(({ rotationPeriod, Arn }) => ({
    KeyRotationEnabled: rotationPeriod !== undefined,
    KeyId: Arn,
    ...(rotationPeriod === undefined ? {} : { RotationPeriodInDays: rotationPeriod }),
  })),
  ListAliases: listAliases,
  ListKeyPolicies: show(() => ({ PolicyNames: ["default"], Truncated: false })),
  ListKeys: listKeys,
  ListResourceTags: show(({ tags }) => ({
    Tags: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    Truncated: false,
  })),
  PutKeyPolicy: change<KeyInput & { readonly Policy: string }>((key, { Policy }) => ({ ...key, Policy })),
  ScheduleKeyDeletion: scheduleKeyDeletion,
  TagResource: change<KeyInput & { readonly Tags: readonly KmsTag[] }>((key, input) => ({
    ...key,
    tags: withKmsTags(key.tags, input.Tags),
  })),
  UntagResource: change<KeyInput & { readonly TagKeys: readonly string[] }>((key, input) => ({
    ...key,
    tags: Object.fromEntries(Object.entries(key.tags).filter(([name]) => !input.TagKeys.includes(name))),
  })),
  UpdateAlias: updateAlias,
  UpdateKeyDescription: change<KeyInput & { readonly Description: string }>((key, { Description }) => ({
    ...key,
    Description,
  })),
} as const;

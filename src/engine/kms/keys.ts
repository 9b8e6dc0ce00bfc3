import { AwsError } from "../aws-error.ts";
import type { EngineContext, Operation } from "../context.ts";
import type { KmsKey } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { arn, type Scope } from "../scope.ts";

export interface KmsTag {
  readonly TagKey: string;
  readonly TagValue: string;
}

export interface KeyInput {
  /** Key id or ARN; where a key is only read also an alias or its ARN. */
  readonly KeyId: string;
}

function notFound(what: string): AwsError {
  return new AwsError("NotFoundException", 400, what);
}

/**
 * The key that a request names by its id, its ARN, an alias or an alias's ARN.
 *
 * @throws AwsError NotFoundException
 */
export async function requireKey(tx: Transaction, scope: Scope, named: string): Promise<KmsKey> {
  const { region } = scope;
  const [scheme, , , keyRegion = "", , ...resource] = named.split(":");
  const isArn = scheme === "arn";
  if (isArn && keyRegion !== region) throw notFound(`Invalid arn ${keyRegion}`); // obs LS test_get_key_in_different_region
  const name = isArn ? resource.join(":") : named;
  const alias = name.startsWith("alias/") ? await tx.getDocument("kmsAlias", { region, parent: "", name }) : undefined;
  const id = alias?.TargetKeyId ?? name.replace(/^key\//, "");
  const key = await tx.getDocument("kmsKey", { region, parent: "", name: id });
  if (key !== undefined) return key;
  if (name.startsWith("alias/")) throw notFound(`Alias ${arn("kms", scope, name)} is not found.`);
  if (!isKeyId(id)) throw notFound(`Invalid keyId '${id}'`); // obs LS test_get_key_invalid_uuid
  throw notFound(`Key '${arn("kms", scope, `key/${id}`)}' does not exist`);
}

/** The same key, or undefined where there is none. */
export async function findKey(tx: Transaction, scope: Scope, named: string): Promise<KmsKey | undefined> {
  try {
    return await requireKey(tx, scope, named);
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

function isKeyId(text: string): boolean {
  return /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.test(text);
}

/** Changes a key in one transaction. */
export async function changeKey(
  engine: EngineContext,
  scope: Scope,
  named: string,
  change: (key: KmsKey) => KmsKey,
): Promise<KmsKey> {
  return engine.store.transaction(async (tx) => {
    const next = change(await requireKey(tx, scope, named));
    await tx.putDocument("kmsKey", { region: scope.region, parent: "", name: next.KeyId }, next);
    return next;
  });
}

function keyState(key: KmsKey): string {
  if (key.DeletionDate !== undefined) return "PendingDeletion";
  return key.Enabled ? "Enabled" : "Disabled";
}

function metadata(key: KmsKey, scope: Scope): object {
  const { KeyId, Arn, CreationDate, Description, KeyUsage, KeySpec, MultiRegion, DeletionDate } = key;
  return {
    AWSAccountId: scope.account,
    KeyId,
    Arn,
    CreationDate,
    Enabled: key.Enabled && DeletionDate === undefined,
    Description,
    KeyUsage,
    KeyState: keyState(key),
    ...(DeletionDate === undefined ? {} : { DeletionDate }),
    Origin: "AWS_KMS",
    KeyManager: "CUSTOMER",
    CustomerMasterKeySpec: KeySpec,
    KeySpec,
    EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"],
    MultiRegion,
  };
}

export interface CreateKeyInput {
  readonly Description?: string;
  readonly Policy?: string;
  readonly KeyUsage?: string;
  readonly KeySpec?: string;
  readonly CustomerMasterKeySpec?: string;
  readonly MultiRegion?: boolean;
  readonly Tags?: readonly KmsTag[];
}

/** The policy of a key that was made without one. doc KMS DG */
function defaultPolicy(account: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Id: "key-default-1",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });
}

/**
 * CreateKey: kept and shown; it holds no key material and encrypts nothing.
 *
 * @throws AwsError UnsupportedOperationException for keys that are not symmetric encryption keys
 */
export const createKey: Operation<CreateKeyInput, object> = async (engine, call, input) => {
  const { Description = "", KeyUsage = "ENCRYPT_DECRYPT", MultiRegion = false, Tags = [] } = input;
  const KeySpec = input.KeySpec ?? input.CustomerMasterKeySpec ?? "SYMMETRIC_DEFAULT";
  if (KeySpec !== "SYMMETRIC_DEFAULT" || KeyUsage !== "ENCRYPT_DECRYPT") {
    const message = "Tocsin keeps only symmetric encryption keys.";
    throw new AwsError("UnsupportedOperationException", 400, message);
  }
  const KeyId = MultiRegion ? `mrk-${engine.ids.hex(32)}` : engine.ids.uuid();
  const key: KmsKey = {
    KeyId,
    Arn: arn("kms", call.scope, `key/${KeyId}`),
    CreationDate: engine.clock.now(),
    Description,
    Policy: input.Policy ?? defaultPolicy(call.scope.account),
    KeyUsage,
    KeySpec,
    Enabled: true,
    MultiRegion,
    tags: withKmsTags({}, Tags),
  };
  const { region } = call.scope;
  await engine.store.transaction((tx) => tx.putDocument("kmsKey", { region, parent: "", name: KeyId }, key));
  return { KeyMetadata: metadata(key, call.scope) };
};

export function withKmsTags(
  tags: Readonly<Record<string, string>>,
  added: readonly KmsTag[],
): Readonly<Record<string, string>> {
  return { ...tags, ...Object.fromEntries(added.map(({ TagKey, TagValue }) => [TagKey, TagValue])) };
}

export const describeKey: Operation<KeyInput, object> = async (engine, call, { KeyId }) => ({
  KeyMetadata: metadata(await engine.store.transaction((tx) => requireKey(tx, call.scope, KeyId)), call.scope),
});

export const listKeys: Operation<object, object> = async (engine, call) => {
  const { region } = call.scope;
  const keys = await engine.store.transaction((tx) => tx.listDocuments("kmsKey", { region }));
  return { Keys: keys.map(({ KeyId, Arn }) => ({ KeyId, KeyArn: Arn })), Truncated: false };
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** ScheduleKeyDeletion: the key stays, waiting; Tocsin does not take it away when the wait is over. */
export const scheduleKeyDeletion: Operation<KeyInput & { readonly PendingWindowInDays?: number }, object> = async (
  engine,
  call,
  { KeyId, PendingWindowInDays = 30 },
) => {
  const DeletionDate = engine.clock.now() + PendingWindowInDays * DAY_MS;
  const key = await changeKey(engine, call.scope, KeyId, (old) => {
    if (old.DeletionDate !== undefined) {
      throw new AwsError("KMSInvalidStateException", 400, `${old.Arn} is pending deletion.`);
    }
    return { ...old, Enabled: false, DeletionDate };
  });
  return { KeyId: key.Arn, DeletionDate, KeyState: "PendingDeletion", PendingWindowInDays };
};

/** CancelKeyDeletion: the key is disabled afterwards. doc KMS API */
export const cancelKeyDeletion: Operation<KeyInput, object> = async (engine, call, { KeyId }) => {
  const key = await changeKey(engine, call.scope, KeyId, ({ DeletionDate: _none, ...rest }) => rest);
  return { KeyId: key.Arn };
};

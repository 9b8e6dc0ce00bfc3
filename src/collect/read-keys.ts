import type { KeyMetadata } from "@aws-sdk/client-kms";
import type { KeyItem, TopicItem } from "../audit/inventory.ts";
import type { Clients } from "./clients.ts";
import { defined } from "./defined.ts";
import type { Reader } from "./reader.ts";

interface NamedKey {
  readonly region: string;
  /** As the topic names it. */
  readonly keyId: string;
}

/**
 * The keys that topics are encrypted with. Topics may name the same key by id, ARN and alias: it is described for each
 * name, and its policy is read once. Of a key that does not exist nothing is left, and no gap.
 */
export async function readKeys(
  topics: readonly TopicItem[],
  clients: Clients,
  reader: Reader,
): Promise<readonly KeyItem[]> {
  const policies = new Map<string, Promise<string | undefined>>();
  const policyOf = (region: string, keyArn: string): Promise<string | undefined> => {
    const policy = policies.get(keyArn) ?? readPolicy(region, keyArn, clients, reader);
    policies.set(keyArn, policy);
    return policy;
  };
  const items = await Promise.all(
    namedKeys(topics).map(async ({ region, keyId }): Promise<readonly KeyItem[]> => {
      const kms = await clients.kms(region);
      const answer = await reader.read({ action: "kms:DescribeKey", region, resource: keyId }, () => kms.key(keyId));
      if (answer.kind === "missing") return [];
      const key = answer.kind === "given" ? (answer.value ?? {}) : {};
      const { Arn: keyArn, KeyState: keyState, KeyManager: keyManager }: Partial<KeyMetadata> = key;
      const policy = keyArn === undefined ? undefined : await policyOf(region, keyArn);
      return [{ region, keyId, ...defined({ keyArn, keyState, keyManager, policy }) }];
    }),
  );
  return items.flat();
}

function namedKeys(topics: readonly TopicItem[]): readonly NamedKey[] {
  const named = topics.flatMap(({ region, attributes }) => {
    const keyId = attributes?.["KmsMasterKeyId"];
    return keyId === undefined || keyId === "" ? [] : [{ region, keyId }];
  });
  return [...new Map(named.map((key) => [`${key.region}:${key.keyId}`, key])).values()];
}

async function readPolicy(
  region: string,
  keyArn: string,
  clients: Clients,
  reader: Reader,
): Promise<string | undefined> {
  const kms = await clients.kms(region);
  const answer = await reader.read({ action: "kms:GetKeyPolicy", region, resource: keyArn }, () => kms.policy(keyArn));
  return answer.kind === "given" ? answer.value : undefined;
}

import type { KeyMetadata } from "@aws-sdk/client-kms";
import type { ClientSettings } from "./settings.ts";

/** The calls to KMS of one region. */
export interface Kms {
  /** @param keyId id, ARN, alias or an alias's ARN */
  key(keyId: string): Promise<KeyMetadata | undefined>;
  /** @param keyArn no alias: AWS takes none here */
  policy(keyArn: string): Promise<string | undefined>;
}

export async function openKms(settings: ClientSettings, signal: AbortSignal): Promise<Kms> {
  const { DescribeKeyCommand, GetKeyPolicyCommand, KMSClient } = await import("@aws-sdk/client-kms");
  const client = new KMSClient(settings);
  const options = { abortSignal: signal };
  return {
    async key(KeyId) {
      const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }), options);
      return KeyMetadata;
    },
    async policy(KeyId) {
      const { Policy } = await client.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }), options);
      return Policy;
    },
  };
}

import { defined } from "../defined.ts";
import type { AwsCredentials, ClientSettings } from "./settings.ts";

export interface CallerIdentity {
  readonly account: string;
  /** `aws` of `arn:aws:iam::123456789012:user/auditor`. */
  readonly partition: string;
}

export interface Sts {
  readonly requestHandler: NonNullable<ClientSettings["requestHandler"]>;
  /** GetCallerIdentity. */
  callerIdentity(): Promise<CallerIdentity>;
  /** AssumeRole, for an hour. */
  assumeRole(roleArn: string): Promise<AwsCredentials>;
}

/** Milliseconds. */
const TIMEOUTS = { connectionTimeout: 5000, requestTimeout: 60_000 };

const SESSION = "tocsin";

/** Whoever waits for the first answer of all wants to know soon that there is none. */
const ATTEMPTS = 3;

export async function openSts(settings: ClientSettings, signal: AbortSignal): Promise<Sts> {
  const { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } = await import("@aws-sdk/client-sts");
  const client = new STSClient({
    ...settings,
    maxAttempts: ATTEMPTS,
    requestHandler: settings.requestHandler ?? TIMEOUTS,
  });
  const options = { abortSignal: signal };
  return {
    requestHandler: client.config.requestHandler,
    async callerIdentity() {
      const { Account = "", Arn = "" } = await client.send(new GetCallerIdentityCommand({}), options);
      return { account: Account, partition: Arn.split(":")[1] ?? "aws" };
    },
    async assumeRole(roleArn) {
      const command = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: SESSION });
      const { Credentials } = await client.send(command, options);
      const { AccessKeyId = "", SecretAccessKey = "", SessionToken, Expiration } = Credentials ?? {};
      const passing = defined({ sessionToken: SessionToken, expiration: Expiration });
      return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, ...passing };
    },
  };
}

/** The region of the environment or of the profile, if there is one. */
export async function configuredRegion(profile: string | undefined): Promise<string | undefined> {
  const { STSClient } = await import("@aws-sdk/client-sts");
  const client = new STSClient(defined({ profile }));
  try {
    return await client.config.region();
  } catch {
    // No region is configured anywhere, or there is no such profile: who then asks for credentials is told so.
    return undefined;
  } finally {
    client.destroy();
  }
}

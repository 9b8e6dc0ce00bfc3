import type { STSClient } from "@aws-sdk/client-sts";

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

export type CredentialsProvider = () => Promise<AwsCredentials>;

/** What every client is made with. */
export interface ClientSettings {
  readonly region: string;
  readonly credentials: CredentialsProvider;
  readonly endpoint?: string;
  /** One for all clients, so that they share its connections. */
  readonly requestHandler?: STSClient["config"]["requestHandler"];
  /**
   * Growing, random pauses before each new attempt. The `adaptive` mode is not used: a client that has made few calls yet,
   * as ours all have, answers a single refusal with one call in two seconds (measured).
   */
  readonly retryMode: "standard";
  readonly maxAttempts: number;
}

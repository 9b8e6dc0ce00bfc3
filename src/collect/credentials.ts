import type { AwsCredentials, CredentialsProvider } from "./aws/settings.ts";

/** What is still good for this long is used; milliseconds. */
const MARGIN = 5 * 60_000;

/** Enough for whoever looks at no credentials: a Tocsin engine without `--auth`. */
export const LOCAL_CREDENTIALS: AwsCredentials = { accessKeyId: "tocsin", secretAccessKey: "tocsin" };

/** Environment, profile, SSO, web identity, container, instance: where the AWS clients look, in their order. */
export async function usualCredentials(profile: string | undefined): Promise<CredentialsProvider> {
  const { fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
  return once(fromNodeProviderChain(profile === undefined ? {} : { profile }));
}

/**
 * The same credentials for all clients, fetched once and again when they are about to expire: each client would fetch its
 * own otherwise.
 */
export function once(fetch: CredentialsProvider, now: () => number = Date.now): CredentialsProvider {
  let latest: Promise<AwsCredentials> | undefined;
  return async () => {
    const seen = latest;
    const known = await seen?.catch(() => undefined);
    if (known !== undefined && (known.expiration === undefined || known.expiration.getTime() - MARGIN > now()))
      return known;
    // Whoever notices first fetches; all others take what comes of that.
    if (latest === undefined || latest === seen) latest = fetch();
    return latest;
  };
}

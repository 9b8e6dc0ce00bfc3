import { setMaxListeners } from "node:events";
import type { AwsCredentials, ClientSettings, CredentialsProvider } from "./aws/settings.ts";
import { configuredRegion, openSts, type Sts } from "./aws/sts.ts";
import { type Clients, createClients } from "./clients.ts";
import { LOCAL_CREDENTIALS, once, usualCredentials } from "./credentials.ts";
import { gapOf } from "./gap.ts";
import type { ReadCall } from "./read-call.ts";

export interface AccountOptions {
  /** A Tocsin engine or another compatible endpoint; AWS itself unless given. */
  readonly endpointUrl?: string;
  readonly profile?: string;
  /** Where STS is asked; that of the environment or the profile unless given. */
  readonly region?: string;
  /** A role to read with. */
  readonly roleArn?: string;
  /** Credentials of the environment: what an endpoint that is not AWS is asked with. */
  readonly credentials?: AwsCredentials;
}

/** An account that answers, and how to ask it. */
export interface Account {
  /** Twelve digits. */
  readonly account: string;
  readonly partition: string;
  readonly region: string;
  readonly clients: Clients;
  settings(region: string): ClientSettings;
  /** The same for another account, with a role there. */
  withRole(roleArn: string): Promise<OpenedAccount>;
}

export type OpenedAccount =
  | { readonly ok: true; readonly account: Account }
  | { readonly ok: false; readonly code: string; readonly message: string };

const FIRST_REGION = "us-east-1";
const ATTEMPTS = 8;

/**
 * Finds out whose account it is. Nothing else can be read without an answer to that, so that a failure is one of the whole
 * undertaking: no credentials, none that are valid, no endpoint.
 */
export async function openAccount(options: AccountOptions, interrupted: AbortSignal): Promise<OpenedAccount> {
  const { endpointUrl, profile, roleArn } = options;
  const signal = AbortSignal.any([interrupted]);
  // Every call that is under way listens, and there are many.
  setMaxListeners(0, signal);
  const region = options.region ?? (await configuredRegion(profile)) ?? FIRST_REGION;
  const base = settingsOf(region, endpointUrl, await credentialsFor(options));
  const call: ReadCall = { action: "sts:GetCallerIdentity", region };
  return opening(call, async () => {
    const sts = await openSts(base, signal);
    const shared = { ...base, requestHandler: sts.requestHandler };
    if (roleArn !== undefined) return assume(roleArn, sts, shared, signal);
    return accountOf(await sts.callerIdentity(), sts, shared, signal);
  });
}

function settingsOf(region: string, endpoint: string | undefined, credentials: CredentialsProvider): ClientSettings {
  return {
    region,
    credentials,
    ...(endpoint === undefined ? {} : { endpoint }),
    retryMode: "standard",
    maxAttempts: ATTEMPTS,
  };
}

/** A local endpoint looks at no credentials, and looking for some may take seconds. */
async function credentialsFor({ endpointUrl, profile, credentials }: AccountOptions): Promise<CredentialsProvider> {
  if (endpointUrl === undefined || profile !== undefined) return usualCredentials(profile);
  const known = credentials ?? LOCAL_CREDENTIALS;
  return async () => known;
}

function accountOf(
  { account, partition }: { readonly account: string; readonly partition: string },
  sts: Sts,
  base: ClientSettings,
  signal: AbortSignal,
): Account {
  const settings = (region: string): ClientSettings => ({ ...base, region });
  return {
    account,
    partition,
    region: base.region,
    clients: createClients(settings, signal),
    settings,
    withRole: (roleArn) =>
      opening({ action: "sts:AssumeRole", region: base.region, resource: roleArn }, () =>
        assume(roleArn, sts, base, signal),
      ),
  };
}

async function assume(roleArn: string, sts: Sts, base: ClientSettings, signal: AbortSignal): Promise<Account> {
  const credentials = once(() => sts.assumeRole(roleArn));
  await credentials();
  const settings = { ...base, credentials };
  // The role's ARN says whose account it is: nobody has to be asked.
  const [, partition = "aws", , , account = ""] = roleArn.split(":");
  return accountOf({ account, partition }, await openSts(settings, signal), settings, signal);
}

async function opening(call: ReadCall, open: () => Promise<Account>): Promise<OpenedAccount> {
  try {
    return { ok: true, account: await open() };
  } catch (error) {
    const { code, message } = gapOf(call, error);
    return { ok: false, code, message };
  }
}

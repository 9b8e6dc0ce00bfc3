import { isLoopbackName } from "../api/guard.ts";
import type { Inventory } from "../audit/inventory.ts";
import { type Account, type AccountOptions, openAccount } from "../collect/account.ts";
import type { AwsCredentials } from "../collect/aws/settings.ts";
import { collect, type Progress } from "../collect/collect.ts";
import { LOCAL_CREDENTIALS } from "../collect/credentials.ts";
import { collectOrganization } from "../collect/organization.ts";
import { connectEndpoint } from "./ingest/endpoint.ts";
import type { Io } from "./io.ts";
import { UsageError } from "./usage-error.ts";
import { visibleLine } from "./visible.ts";

/** Which account is read, and with what. */
export interface SourceOptions {
  /** A running engine or another compatible endpoint; AWS itself unless given. */
  readonly endpointUrl?: string;
  readonly profile?: string;
  /** All unless given. */
  readonly region?: readonly string[];
  readonly roleArn?: string;
  /** Read every account of the organisation, the others with this role. */
  readonly organizationRole?: string;
}

/**
 * Reads the account, or every account of its organisation, sorted. Progress and what could not be read go to standard error.
 *
 * @throws UsageError when nothing at all can be read: no credentials, none that are valid, no answer
 */
export async function readSource(
  options: SourceOptions,
  env: NodeJS.ProcessEnv,
  io: Io,
): Promise<readonly Inventory[]> {
  // Which versions of Node.js the SDK will drop next year is not for whoever reads an account.
  env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  // The SDK takes the endpoint_url of a profile only when the environment names the profile.
  if (options.profile !== undefined) env["AWS_PROFILE"] = options.profile;
  const credentials = environmentCredentials(env);
  const account = await open(options, credentials, io);
  const collectedAt = await presentTime(options.endpointUrl ?? env["AWS_ENDPOINT_URL"], credentials, io);
  const progress = progressLine(io);
  const { region: regions, organizationRole: role } = options;
  const common = {
    collectedAt,
    onProgress: progress.show,
    signal: io.signal,
    ...(regions === undefined ? {} : { regions }),
  };
  try {
    return role === undefined
      ? [await collect({ ...common, source: account })]
      : await collectOrganization({ ...common, account, role });
  } finally {
    progress.end();
  }
}

/** Tells on standard error what could not be read; true when there is something. */
export function reportGaps(inventories: readonly Inventory[], io: Io): boolean {
  const gaps = inventories.flatMap(({ account, gaps }) => gaps.map((gap) => ({ account, ...gap })));
  for (const { account, region, service, operation, resource, code, message } of gaps) {
    const about = resource === undefined ? "" : ` of ${resource}`;
    io.stderr(
      `tocsin: not read: ${visibleLine(`${account} ${region} ${service} ${operation}${about}: ${code}: ${message}`)}\n`,
    );
  }
  return gaps.length > 0;
}

async function open(options: SourceOptions, credentials: AwsCredentials | undefined, io: Io): Promise<Account> {
  const { endpointUrl, profile, roleArn, region: [region] = [] } = options;
  const accountOptions: AccountOptions = {
    ...(endpointUrl === undefined ? {} : { endpointUrl, ...credentialsFor(endpointUrl, profile, credentials) }),
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
    ...(roleArn === undefined ? {} : { roleArn }),
  };
  const opened = await openAccount(accountOptions, io.signal);
  if (opened.ok) return opened.account;
  const where = endpointUrl === undefined ? "AWS" : endpointUrl;
  throw new UsageError(
    visibleLine(`cannot tell whose account ${where} is: ${opened.code}: ${opened.message}`),
    endpointUrl === undefined
      ? "Give credentials as the AWS CLI takes them: environment, --profile, `aws sso login`."
      : "Start an engine with `tocsin serve`, or name another with --endpoint-url.",
  );
}

/** An engine on this machine is asked with any credentials, another endpoint with those of the environment. */
function credentialsFor(
  endpointUrl: string,
  profile: string | undefined,
  credentials: AwsCredentials | undefined,
): { readonly credentials?: AwsCredentials } {
  if (profile !== undefined) return {};
  const known = credentials ?? (isLoopbackName(new URL(endpointUrl).hostname) ? LOCAL_CREDENTIALS : undefined);
  return known === undefined ? {} : { credentials: known };
}

function environmentCredentials(env: NodeJS.ProcessEnv): AwsCredentials | undefined {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: token } = env;
  if (!accessKeyId || !secretAccessKey) return undefined;
  return { accessKeyId, secretAccessKey, ...(token ? { sessionToken: token } : {}) };
}

/** Epoch milliseconds: of an engine its own clock's, which may be a manual one; otherwise this machine's. */
async function presentTime(
  endpointUrl: string | undefined,
  credentials: AwsCredentials | undefined,
  io: Io,
): Promise<number> {
  if (endpointUrl === undefined) return Date.now();
  try {
    return await connectEndpoint(endpointUrl, io.signal, [], credentials).now();
  } catch (error) {
    // Refused: an engine on the system clock, or another kind of endpoint. Both live in our time.
    if (error instanceof UsageError) return Date.now();
    throw error;
  }
}

function progressLine(io: Io): { readonly show: (progress: Progress) => void; readonly end: () => void } {
  const calls = new Map<string, number>();
  // Back to the start of the line, and nothing left of what stood there.
  const line = (text: string): void => {
    if (io.isTTY) io.stderr(`\r\u001b[K${text}`);
  };
  return {
    show(progress) {
      switch (progress.kind) {
        case "calls": {
          calls.set(progress.account, progress.done);
          const sum = [...calls.values()].reduce((total, done) => total + done, 0);
          line(`${calls.size > 1 ? `${calls.size} accounts, ` : ""}${sum} calls`);
          return;
        }
        case "region-not-enabled":
          line("");
          // Credentials that are good in some regions only look the same from here.
          io.stderr(
            `${progress.account}: ${progress.region} was left out: not enabled, or not for these credentials\n`,
          );
          return;
        default:
          progress satisfies never;
      }
    },
    end: () => line(""),
  };
}

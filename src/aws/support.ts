import type { ServiceName } from "../engine/scope.ts";
import { cloudtrailSupport } from "./support/cloudtrail.ts";
import { cloudwatchSupport } from "./support/cloudwatch.ts";
import { iamSupport } from "./support/iam.ts";
import { kmsSupport } from "./support/kms.ts";
import { logsSupport } from "./support/logs.ts";
import { snsSupport } from "./support/sns.ts";
import { stsSupport } from "./support/sts.ts";

/**
 * What Tocsin does with a member: `exact` acts on it as AWS does, `stored` keeps and returns it without acting on it,
 * `refused` answers with an error that names it.
 */
export type Support = "exact" | "stored" | "refused";

/** By operation, then by input member. A member that is not listed is refused. */
export type SupportTable = Readonly<Record<string, Readonly<Record<string, Support>>>>;

export const SUPPORT: Readonly<Record<ServiceName, SupportTable>> = {
  logs: logsSupport,
  cloudwatch: cloudwatchSupport,
  sns: snsSupport,
  cloudtrail: cloudtrailSupport,
  sts: stsSupport,
  iam: iamSupport,
  kms: kmsSupport,
  // What of a request S3 takes is in `s3/route.ts` and `s3/input.ts`.
  s3: {},
};

/**
 * The message that refuses an input with members Tocsin does not act upon, or undefined when there are none: a monitoring
 * chain that silently ignores part of its configuration is worse than one that is not accepted.
 *
 * @example
 * refusalMessage("sns", "Publish", { Message: "m", PhoneNumber: "+1" });
 * // "Tocsin does not support PhoneNumber in Publish."
 */
export function refusalMessage(service: ServiceName, operation: string, input: object): string | undefined {
  const table = SUPPORT[service][operation];
  const refused: string[] = [];
  for (const [name, value] of Object.entries(input)) {
    const support = table?.[name] ?? "refused";
    if (support === "refused" && !asksForNothing(value)) refused.push(name);
  }
  return refused.length === 0 ? undefined : `Tocsin does not support ${refused.join(", ")} in ${operation}.`;
}

/** `false` and empty lists are what clients send for "not wanted". */
function asksForNothing(value: unknown): boolean {
  return value === false || (Array.isArray(value) && value.length === 0);
}

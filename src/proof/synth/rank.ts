import type { Selector } from "../../pattern/ast.ts";

/**
 * How badly a clause on a field would carry over to other records, in characters that a better field may cost more.
 * What was done, by what kind of identity and with what result carries over; who, when and where from does not.
 */
export function penaltyOf({ steps }: Selector): number {
  const names = steps.flatMap((step) => (step.kind === "key" ? [step.name] : []));
  const wildcard = names.length < steps.length ? 40 : 0;
  const path = names.join(".");
  const last = names.at(-1) ?? "";
  if (ONE_OF_A_KIND.test(last)) return 1000 + wildcard;
  if (TELLING.has(path)) return wildcard;
  return (TELLING_PARENTS.has(names[0] ?? "") && names.length > 1 ? 5 : 60) + wildcard;
}

const TELLING: ReadonlySet<string> = new Set([
  "eventName",
  "eventSource",
  "eventType",
  "eventCategory",
  "errorCode",
  "errorMessage",
  "readOnly",
  "managementEvent",
  "userIdentity.type",
  "userIdentity.invokedBy",
  "userIdentity.sessionContext.attributes.mfaAuthenticated",
]);

const TELLING_PARENTS: ReadonlySet<string> = new Set(["responseElements", "additionalEventData"]);

/** Names of identifiers, times, addresses and the like. */
const ONE_OF_A_KIND =
  /(?:id|ids|arn|arns|time|timestamp|date|address|agent|token|host|version|ciphersuite|loginto|username|awsregion)$/i;

import type { Classification } from "./classify.ts";
import type { PublishedPattern } from "./published-patterns.ts";

/**
 * In what the survey's verdict and the proof differ, `control: coverage, by proof kind`; undefined where they agree or
 * the survey has no verdict. The survey tried a few made-up events of each control, the proof takes all events there are.
 */
export function differenceOf(published: PublishedPattern, proven: Classification): string | undefined {
  const agreed = AGREEING[published.coverage];
  if (agreed === undefined || agreed(proven, published)) return undefined;
  return `${published.control}: ${published.coverage}, by proof ${proven.kind}`;
}

type Agreement = (proven: Classification, published: PublishedPattern) => boolean;

const AGREEING: Readonly<Record<string, Agreement>> = {
  full: ({ kind }) => kind === "equivalent" || kind === "covers more",
  partial: (proven, { missing }) =>
    proven.kind === "covers part" && proven.narrowed.length === 0 && isSame(proven.missed, missing),
  none: (proven) =>
    proven.kind === "contradiction" ||
    (proven.kind === "covers part" && proven.missed.length === proven.ways && proven.narrowed.length === 0),
  tautology: ({ kind }) => kind === "tautology",
  unparsed: ({ kind }) => kind === "does not parse",
};

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join() === [...others].sort().join();
}

/** Every difference there is, and who is right. */
export const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {
  "unauthorized-api-calls: full, by proof narrowed":
    "The survey tried three error codes. The reference takes every code with these beginnings and endings, whoever calls: lists of codes miss others, and `!=` on a field that is absent misses the event.",
  "unauthorized-api-calls: tautology, by proof covers more":
    "Nearly everything matches, but not an event without both fields, nor HeadBucket of log delivery that was not denied.",
  "unauthorized-api-calls: tautology, by proof narrowed":
    "As before, and HeadBucket of log delivery with another error code of the reference is not seen.",
  "unauthorized-api-calls: partial, by proof covers part":
    "The survey names example codes, the proof names the alternatives of the reference.",
  "unauthorized-api-calls: partial, by proof narrowed":
    "Single codes of an alternative are seen, others are not; the survey calls the code that it tried missing.",
  "unauthorized-api-calls: none, by proof narrowed":
    "It asks for other fields than the reference: one event can have both, so nothing of the reference is wholly ruled out.",
  "console-signin-without-mfa: full, by proof narrowed":
    "The survey only asks for the successful sign-in of an IAM user. The reference also sees root, federated and failed sign-ins.",
  "console-signin-without-mfa: none, by proof narrowed":
    "Sign-ins of IAM users have no session issuer, and those are what the survey tried; sign-ins of sessions are seen.",
  "root-account-usage: full, by proof narrowed":
    "Asking for the address of the caller instead, with `!=`: nothing is seen where a record has none; the survey's had one.",
  "root-account-usage: none, by proof does not parse":
    "`invokedByNOT EXISTS` is no condition; the survey's own parser took it for one that never holds.",
  "iam-policy-changes: full, by proof narrowed":
    "The benchmark does not ask for the source, so its CreatePolicy is also that of AWS Organizations; these ask for iam.amazonaws.com.",
  "iam-policy-changes: partial, by proof covers part":
    "An exception by user name, with `!=`, also narrows what is left: not every caller has a user name.",
  "console-authentication-failures: none, by proof narrowed":
    "One user's failures by another field: a record can have both the field and the message of the reference.",
  "kms-cmk-disable-or-delete: none, by proof narrowed":
    "It looks for calls that failed because a key is to be deleted, and DisableKey can be one.",
  "route-table-changes: partial, by proof covers part":
    "The survey is right about what is missed; `&&` binds before `||`, so the source is asked for with CreateRouteTable only.",
  "route-table-changes: full, by proof narrowed":
    "The benchmark does not ask for the source, so its CreateRoute is also that of API Gateway; these ask for ec2.amazonaws.com.",
};

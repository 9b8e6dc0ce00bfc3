import type { AuthorityVerdict, ExceptionRef, Finding } from "../finding.ts";
import { type Exception, type ExceptionEntry, type ExceptionStatus, statusOf } from "./exceptions.ts";

/** A finding of one account, with what exceptions say of it. */
export interface AnsweredFinding extends Finding {
  readonly account: string;
  readonly authorities: readonly AnsweredAuthority[];
}

export interface AnsweredAuthority extends AuthorityVerdict {
  readonly exception?: ExceptionRef;
}

/** An entry of the file of exceptions after an audit. */
export interface AppliedException {
  readonly entry: ExceptionEntry;
  readonly status: ExceptionStatus;
  /** `123456789012 root-account-usage`, and the authority where it covers only that; empty when it covers nothing. */
  readonly covers: readonly string[];
}

/**
 * Finds for each finding that is not sound the exception that covers it. Of several the one that holds longest counts;
 * expired and invalid ones are named where none holds, and excuse nothing.
 *
 * @param at epoch milliseconds, the moment at which exceptions must hold
 * @example
 * const { findings } = applyExceptions("123456789012", audit(inventory, controls, corpus), entries, Date.now());
 * findings.filter(({ exception }) => exception?.status === "expired");
 */
export function applyExceptions(
  account: string,
  findings: readonly Finding[],
  entries: readonly ExceptionEntry[],
  at: number,
): { readonly findings: readonly AnsweredFinding[]; readonly exceptions: readonly AppliedException[] } {
  const ranked = entries
    .map((entry) => ({ entry, status: statusOf(entry, at) }))
    .sort((a, b) => endOf(b.entry).localeCompare(endOf(a.entry)));
  const covers = new Map<ExceptionEntry, string[]>(entries.map((entry) => [entry, []]));
  const refer = (entry: ExceptionEntry, status: ExceptionStatus, covered: string): ExceptionRef => {
    covers.get(entry)?.push(covered);
    return { id: entry.kind === "sound" ? entry.exception.id : entry.id, status };
  };
  const answered = findings.map((finding): AnsweredFinding => {
    const name = `${account} ${finding.control}`;
    const own = ranked.filter(({ entry }) => isAbout(entry, account, finding));
    const whole = finding.verdict === "rings" ? undefined : own.find(({ entry }) => covered(entry, finding));
    const authorities = finding.authorities.map((verdict): AnsweredAuthority => {
      if (verdict.verdict !== "fail") return verdict;
      const found = own.find(({ entry }) => authoritiesOf(entry)?.includes(verdict.authority));
      if (found === undefined) return verdict;
      return { ...verdict, exception: refer(found.entry, found.status, `${name} ${verdict.authority}`) };
    });
    const exception = whole === undefined ? {} : { exception: refer(whole.entry, whole.status, name) };
    return { ...finding, account, authorities, ...exception };
  });
  const exceptions = entries.map((entry) => ({
    entry,
    status: statusOf(entry, at),
    covers: covers.get(entry) ?? [],
  }));
  return { findings: answered, exceptions };
}

/** The last day, for comparison: an invalid entry comes after every one that says when it ends. */
function endOf(entry: ExceptionEntry): string {
  return entry.kind === "sound" ? entry.exception.expires : "";
}

function isAbout(entry: ExceptionEntry, account: string, { control }: Finding): boolean {
  if (entry.kind === "unsound") return entry.control === control;
  const { accounts } = entry.exception.scope;
  return entry.exception.control === control && (accounts === undefined || accounts.includes(account));
}

function authoritiesOf(entry: ExceptionEntry): readonly string[] | undefined {
  return entry.kind === "sound" ? entry.exception.scope.authorities : undefined;
}

/** Whether an entry that is about the control speaks of the verdict by behaviour, and of all that it rests on. */
function covered(entry: ExceptionEntry, finding: Finding): boolean {
  if (entry.kind === "unsound") return true;
  return entry.exception.scope.authorities === undefined && coversRegions(entry.exception, finding);
}

function coversRegions({ scope: { regions } }: Exception, { witnesses }: Finding): boolean {
  if (regions === undefined) return true;
  const wrong = witnesses.filter(({ expected, outcome }) => (expected === "must-ring") !== (outcome === "rings"));
  return wrong.every(({ record }) => regions.includes(regionOf(record)));
}

/** Where an event happened; empty where its record does not say. */
function regionOf(record: string): string {
  const value: unknown = JSON.parse(record);
  const holds = typeof value === "object" && value !== null && "awsRegion" in value;
  return holds && typeof value.awsRegion === "string" ? value.awsRegion : "";
}

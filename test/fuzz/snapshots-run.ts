import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { audit } from "../../src/audit/audit.ts";
import { authorities } from "../../src/audit/authorities/authorities.ts";
import { breakEveryLink } from "../../src/audit/break/break.ts";
import { applyExceptions } from "../../src/audit/exceptions/apply.ts";
import type { Finding } from "../../src/audit/finding.ts";
import type { Inventory } from "../../src/audit/inventory.ts";
import { type AccountPlan, accountPlan } from "../../src/audit/plan/account-plan.ts";
import { REPORT_FORMATS } from "../../src/cli/audit/options.ts";
import { renderReport } from "../../src/cli/audit/render-report.ts";
import { readControls, readCorpus } from "../../src/cli/controls/library.ts";
import { readSnapshot } from "../../src/collect/snapshot.ts";
import type { Control } from "../../src/controls/control.ts";
import { buildReport } from "../../src/report/report.ts";
import { BASE } from "./snapshots-base.ts";

/** From where it is run: what is built of this file lies in another place than its source. */
const ROOT = pathToFileURL("./");
const CONTROLS = readControls(ROOT);
const CORPUS = readCorpus(ROOT);
/** Those that the account watches. */
const WATCHED = CONTROLS.filter(({ id }) => ["root-account-usage", "console-signin-without-mfa"].includes(id));

/** One change of a JSON document at one of its places. */
type Change =
  | { readonly kind: "remove" | "duplicate"; readonly place: number }
  | { readonly kind: "replace"; readonly place: number; readonly value: unknown }
  /** Puts another text, number or truth value there, as stands there now. */
  | { readonly kind: "alter"; readonly place: number; readonly text: string; readonly number: number }
  /** Puts there what stands elsewhere. */
  | { readonly kind: "copy"; readonly place: number; readonly from: number };

const texts = fc.constantFrom(
  "",
  "*",
  "\u0000",
  "\ud800",
  "<img src=x onerror=alert(1)>]]>|`'\"\u001b[2J",
  "us-east-1",
  "AWS/EC2",
  "{ $.a = 1 }",
  "{ ($.eventName = * }",
  "%regular(expression%",
  "p99.9",
  "PT999H",
  "rate(1 minute)",
  "ALARM(either)",
  "arn:aws:sns:us-east-1:123456789012:alerts",
  "arn:aws:logs:us-east-1:123456789012:log-group:trail-logs:*",
  '{"Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}}',
  "9".repeat(400),
  "x".repeat(5000),
);
const numbers = fc.constantFrom(0, -1, 1, 10, 30, 60, 90, 86_400, 1440, 1e15, 1e300, -1e300, 0.5, 2 ** 53);
const values = fc.oneof(
  texts,
  numbers,
  fc.constantFrom(null, true, false, [], {}, [[]], [null], { a: {} }),
  fc.constantFrom(
    "OK",
    "ALARM",
    "INSUFFICIENT_DATA",
    "breaching",
    "ignore",
    "missing",
    "Average",
    "SampleCount",
    "email",
  ),
);
const places = fc.nat(100_000);
const changes: fc.Arbitrary<Change> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant("alter"), place: places, text: texts, number: numbers }) },
  fc.record({ kind: fc.constantFrom("remove", "duplicate"), place: places }),
  fc.record({ kind: fc.constant("replace"), place: places, value: values }),
  fc.record({ kind: fc.constant("copy"), place: places, from: places }),
);

export interface SnapshotRun {
  readonly refused: number;
  readonly audited: number;
  /** How often each verdict was given. */
  readonly verdicts: ReadonlyMap<string, number>;
  readonly failures: readonly string[];
}

/** Audits snapshots that chance has changed, and renders every report of them: none may throw, or claim what it cannot show. */
export async function fuzzSnapshots(count: number, seed: number): Promise<SnapshotRun> {
  const drawn = fc.sample(
    fc.record({
      changes: fc.array(changes, { minLength: 1, maxLength: 4 }),
      controls: fc.uniqueArray(fc.oneof(fc.constantFrom(...WATCHED), fc.constantFrom(...CONTROLS)), {
        minLength: 1,
        maxLength: 2,
      }),
      plans: fc.nat(7).map((one) => one === 0),
      breaks: fc.nat(15).map((one) => one === 0),
    }),
    { numRuns: count, seed },
  );
  const verdicts = new Map<string, number>();
  const failures: string[] = [];
  let refused = 0;
  for (const { changes: made, controls, plans, breaks } of drawn) {
    const text = JSON.stringify(made.reduce(changed, structuredClone(BASE) as unknown));
    try {
      const read = readSnapshot(text);
      if (read.ok) {
        const told = await reportOn(read.inventory, controls, { plans, breaks });
        for (const verdict of told) verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      } else {
        refused += 1;
        if (read.problems.length === 0 || read.problems.some(({ message }) => message === ""))
          failures.push(`refused without a reason: ${JSON.stringify(made)}`);
      }
    } catch (error) {
      failures.push(
        `${String(error instanceof Error ? error.stack?.split("\n").slice(0, 3).join(" ") : error)}: ${JSON.stringify(made)}`,
      );
    }
  }
  return { refused, audited: count - refused, verdicts, failures };
}

async function reportOn(
  inventory: Inventory,
  controls: readonly Control[],
  { plans, breaks }: { readonly plans: boolean; readonly breaks: boolean },
): Promise<readonly string[]> {
  const { account, collectedAt } = inventory;
  const judged = audit(inventory, controls, CORPUS, { authorities: (control) => authorities(inventory, control) });
  for (const finding of judged) {
    const { control, verdict, hears, brokenLink, gaps } = finding;
    const isHeard = verdict === "rings" || verdict === "noisy" || verdict === "rings-for-some";
    if (isHeard !== hears.length > 0 && verdict !== "unknown")
      throw new Error(`${control} ${verdict}, heard by ${hears.length}`);
    if (verdict === "silent" && brokenLink === undefined) throw new Error(`${control} is silent without a broken link`);
    if (verdict === "unknown" && gaps.length === 0) throw new Error(`${control} is unknown without a gap`);
  }
  const { findings, exceptions } = applyExceptions(account, judged, [], collectedAt);
  const ofFindings = plans ? judged.map((finding) => planFor(inventory, controls, finding)) : [];
  const breakages = breaks ? [{ account, breakages: breakEveryLink(inventory, controls, CORPUS) }] : undefined;
  const report = buildReport({
    version: "0.0.0",
    generatedAt: collectedAt,
    inventories: [inventory],
    controls,
    findings,
    exceptions,
    ...(breakages === undefined ? {} : { breakages }),
    ...(plans ? { plans: { authorities: ["security-hub"], ofFindings } } : {}),
  });
  for (const format of ["text", ...REPORT_FORMATS] as const) await renderReport(report, format, { color: false });
  return judged.map(({ verdict }) => verdict);
}

/** The plan of a finding, whose commands are a line each. */
function planFor(inventory: Inventory, controls: readonly Control[], finding: Finding): AccountPlan | undefined {
  const control = controls.find(({ id }) => id === finding.control);
  const plan = control === undefined ? undefined : accountPlan({ inventory, control, finding, corpus: CORPUS });
  for (const command of plan?.commands ?? [])
    if (/[\p{Cc}\u2028\u2029]/u.test(command)) throw new Error(`a command that no line can show: ${command}`);
  return plan;
}

/** Makes one change of a document; place 0 is its first member. */
function changed(document: unknown, change: Change): unknown {
  const all = placesIn(document);
  const place = all[change.place % Math.max(1, all.length)];
  if (place === undefined) return document;
  const { holder, key } = place;
  const value: unknown = Reflect.get(holder, key);
  switch (change.kind) {
    case "remove":
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else Reflect.deleteProperty(holder, key);
      break;
    case "duplicate":
      if (Array.isArray(holder)) holder.push(structuredClone(value));
      break;
    case "replace":
      Reflect.set(holder, key, structuredClone(change.value));
      break;
    case "alter":
      if (typeof value === "string") Reflect.set(holder, key, change.text);
      if (typeof value === "number") Reflect.set(holder, key, change.number);
      if (typeof value === "boolean") Reflect.set(holder, key, !value);
      break;
    case "copy": {
      const from = all[change.from % all.length];
      if (from !== undefined) Reflect.set(holder, key, structuredClone(Reflect.get(from.holder, from.key)));
    }
  }
  return document;
}

interface Place {
  readonly holder: object;
  readonly key: string;
}

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [{ holder: value, key }, ...placesIn(inner)]);
}

import { writeFile } from "node:fs/promises";
import { audit } from "../../audit/audit.ts";
import { authorities } from "../../audit/authorities/authorities.ts";
import { breakEveryLink } from "../../audit/break/break.ts";
import { type AnsweredFinding, applyExceptions } from "../../audit/exceptions/apply.ts";
import type { Inventory } from "../../audit/inventory.ts";
import { type AccountPlan, accountPlan } from "../../audit/plan/account-plan.ts";
import { compareFindings } from "../../audit/rescan.ts";
import type { Control } from "../../controls/control.ts";
import type { CorpusRecord } from "../../controls/corpus-record.ts";
import { jsonReportSchema } from "../../report/json-schema.ts";
import { type EarlierReport, readEarlierReport } from "../../report/read-earlier.ts";
import { type AuditReport, buildReport, type Outcome } from "../../report/report.ts";
import { tellCounts } from "../../report/wording.ts";
import { readControls, readCorpus } from "../controls/library.ts";
import { EXIT } from "../exit-code.ts";
import { requireOneStandardInput } from "../input.ts";
import type { Io } from "../io.ts";
import { printAnswer, renderJson } from "../output.ts";
import { UsageError } from "../usage-error.ts";
import { readVersion } from "../version.ts";
import { visibleLine } from "../visible.ts";
import { chooseAuthorities } from "./choose-authorities.ts";
import { chooseControls } from "./choose-controls.ts";
import { readExceptions, warnOfExceptions } from "./exceptions.ts";
import { readInventories } from "./inventories.ts";
import { readLongText } from "./long-text.ts";
import type { AuditOptions } from "./options.ts";
import { renderReport } from "./render-report.ts";
import { exceptionsOverAll, inOrderOfExposure } from "./several-accounts.ts";

const EXIT_OF: Readonly<Record<Outcome, number>> = {
  clean: EXIT.clean,
  findings: EXIT.findings,
  incomplete: EXIT.incomplete,
};

/** Body of `tocsin audit`. */
export async function runAudit(options: AuditOptions, env: NodeJS.ProcessEnv, io: Io): Promise<number> {
  if (options.printSchema) {
    await printAnswer({ json: jsonReportSchema(), text: () => renderJson(jsonReportSchema()) }, options, io);
    return EXIT.clean;
  }
  const report = await reportOf(options, env, io);
  await deliver(report, options, io);
  return EXIT_OF[report.outcome];
}

async function reportOf(options: AuditOptions, env: NodeJS.ProcessEnv, io: Io): Promise<AuditReport> {
  const { benchmark, snapshot, since, exceptions: file } = options;
  requireOneStandardInput(snapshot, since, file);
  // What is wrong with files is told before an account is read, which takes its time.
  const controls = chooseControls(readControls(), options);
  const planned = options.plan === undefined ? undefined : chooseAuthorities(controls, options.plan);
  const entries = await readExceptions(file, io);
  const earlier = since === undefined ? undefined : await readSince(since, io);
  const inventories = await readInventories(options, env, io);
  if (inventories.some(({ gaps }) => gaps.length > 0))
    (await import("../snapshot-source.ts")).reportGaps(inventories, io);
  const corpus = readCorpus();
  // A snapshot may be old, and an engine's clock far away: exceptions hold when the audit is made.
  const at = snapshot === undefined ? Math.max(...inventories.map(({ collectedAt }) => collectedAt)) : Date.now();
  const applied = inventories.map((inventory) =>
    applyExceptions(
      inventory.account,
      audit(inventory, controls, corpus, { authorities: (control) => authorities(inventory, control) }),
      entries,
      at,
    ),
  );
  const findings = inOrderOfExposure(applied.flatMap((one) => one.findings));
  const exceptions = exceptionsOverAll(applied.map((one) => one.exceptions));
  warnOfExceptions(file ?? "", exceptions, at, io);
  const breakages = inventories.map((inventory) => ({
    account: inventory.account,
    breakages: options.break ? breakEveryLink(inventory, controls, corpus) : [],
  }));
  const plans = planned === undefined ? undefined : plansFor(findings, { inventories, controls, corpus, planned });
  return buildReport({
    version: readVersion(),
    generatedAt: at,
    inventories,
    controls,
    findings,
    exceptions,
    ...(benchmark === undefined ? {} : { benchmark }),
    ...(options.break ? { breakages } : {}),
    ...(planned === undefined || plans === undefined ? {} : { plans: { authorities: planned, ofFindings: plans } }),
    ...(earlier === undefined
      ? {}
      : { since: { generatedAt: earlier.generatedAt, rescan: compareFindings(findings, earlier.findings) } }),
  });
}

/** For each finding its plan, if it needs one. */
function plansFor(
  findings: readonly AnsweredFinding[],
  scene: {
    readonly inventories: readonly Inventory[];
    readonly controls: readonly Control[];
    readonly corpus: readonly CorpusRecord[];
    readonly planned: readonly string[];
  },
): readonly (AccountPlan | undefined)[] {
  const { inventories, controls, corpus, planned } = scene;
  return findings.map((finding) => {
    const inventory = inventories.find(({ account }) => account === finding.account);
    const control = controls.find(({ id }) => id === finding.control);
    if (inventory === undefined || control === undefined) return undefined;
    return accountPlan({ inventory, control, finding, corpus, authorities: planned });
  });
}

async function readSince(file: string, io: Io): Promise<Extract<EarlierReport, { readonly ok: true }>> {
  const earlier = readEarlierReport(await readLongText(file, io));
  if (earlier.ok) return earlier;
  throw new UsageError(
    visibleLine(`${file} is no report of an earlier audit: ${earlier.problems.join("; ")}`),
    "Make one with `tocsin audit --output json`.",
  );
}

/** Addresses of subscribers stand in a report: only its owner may read the file. */
const OWNER_ONLY = 0o600;

async function deliver(report: AuditReport, options: AuditOptions, io: Io): Promise<void> {
  const { format, out, query, color } = options;
  if (query !== undefined) {
    await printAnswer({ json: report, text: () => "" }, options, io);
    return;
  }
  const text = await renderReport(report, format, { color: color && out === undefined });
  if (out === undefined) {
    io.stdout(text);
    return;
  }
  try {
    await writeFile(out, text, { mode: OWNER_ONLY });
  } catch (cause) {
    throw new UsageError(`cannot write ${out}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  io.stderr(`${tellCounts(report)}\n`);
}

import type { Finding } from "../audit/finding.ts";
import type { Inventory } from "../audit/inventory.ts";
import { disagreement } from "../audit/query/disagreement.ts";
import { EXPECT_NOTHING, type Expectation, readExpectation } from "../audit/query/expectation.ts";
import { runStoredCheck, type StoredCheckRun } from "../audit/query/run-stored-check.ts";
import type { CheckProblem } from "../audit/query/syntax.ts";
import { type InventoryOptions, readInventories } from "./audit/inventories.ts";
import { EXIT } from "./exit-code.ts";
import { readText, requireOneStandardInput } from "./input.ts";
import type { Io } from "./io.ts";
import type { OutputOptions } from "./options.ts";
import { printAnswer } from "./output.ts";
import { UsageError } from "./usage-error.ts";
import { visibleLine } from "./visible.ts";

export interface QueryChecksOptions extends OutputOptions, InventoryOptions {
  /** The stored check itself, the file that holds it, or `-`. */
  readonly check: string;
  /** `eq []` unless given. */
  readonly expect?: string;
  /** Id of a control: tell where the check and its verdict by behaviour disagree. */
  readonly control?: string;
}

/**
 * Body of `tocsin query`: runs a stored check over an account. Exit code 0 when its result is as expected, 1 when not, 3 when
 * what could not be read may be the reason, 2 when the check itself is wrong.
 */
export async function runQueryChecks(options: QueryChecksOptions, env: NodeJS.ProcessEnv, io: Io): Promise<number> {
  requireOneStandardInput(options.check, options.snapshot);
  const expected = expectationOf(options.expect);
  const text = await checkText(options.check, io);
  const judge = await findingOf(options.control);
  const answers = (await readInventories(options, env, io)).map((inventory) =>
    answerOf(inventory, requireRun(runStoredCheck(text, inventory, expected)), judge(inventory)),
  );
  await printAnswer({ json: answers, text: () => answers.map(tell).join("") }, options, io);
  if (answers.some(({ passed }) => passed === false)) return EXIT.findings;
  return answers.some(({ passed }) => passed === "unknown") ? EXIT.incomplete : EXIT.clean;
}

type DoneRun = Extract<StoredCheckRun, { readonly ok: true }>;

interface CheckAnswer {
  readonly account: string;
  readonly passed: boolean | "unknown";
  readonly expected: string;
  readonly result: DoneRun["result"];
  /** Name of the metric filter that satisfies the check. */
  readonly filter?: string;
  readonly gap?: string;
  readonly note?: string;
}

function answerOf({ account }: Inventory, run: DoneRun, finding: Finding | undefined): CheckAnswer {
  const { passed, expected, result, filter, gap } = run;
  const note = finding === undefined ? undefined : disagreement(passed, finding);
  return {
    account,
    passed,
    expected: `${expected.operator} ${JSON.stringify(expected.value)}`,
    result,
    ...(filter === undefined ? {} : { filter: filter.filterName }),
    ...(gap === undefined ? {} : { gap }),
    ...(note === undefined ? {} : { note }),
  };
}

function tell({ account, passed, expected, result, filter, gap, note }: CheckAnswer): string {
  const verdict = passed === "unknown" ? "unknown" : passed ? "pass" : "fail";
  const lines = [
    `${account}: ${verdict}: expected ${expected}, got ${JSON.stringify(result)}`,
    ...(filter === undefined ? [] : [`  satisfied by the metric filter ${filter}`]),
    ...(gap === undefined ? [] : [`  not everything could be read: ${gap}`]),
    ...(note === undefined ? [] : [`  note: ${note}`]),
  ];
  return lines.map((line) => `${visibleLine(line)}\n`).join("");
}

function expectationOf(text: string | undefined): Expectation {
  const expected = text === undefined ? EXPECT_NOTHING : readExpectation(text);
  if (expected !== undefined) return expected;
  throw new UsageError(
    `--expect is not an expected result: ${visibleLine(text ?? "")}`,
    "Write eq or ne and JSON: eq []",
  );
}

/** A stored check has parentheses or braces; names of files hardly ever do. */
async function checkText(given: string, io: Io): Promise<string> {
  return /[({]/.test(given) ? given : readText(given, io);
}

function requireRun(run: StoredCheckRun): DoneRun {
  if (run.ok) return run;
  throw new UsageError(`the stored check cannot be run:\n${run.problems.map(tellProblem).join("\n")}`);
}

function tellProblem({ message, line, column }: CheckProblem): string {
  const place = line === undefined ? "" : `line ${line}, column ${column ?? 1}: `;
  return `  ${place}${visibleLine(message)}`;
}

/** The finding of one control by behaviour, when one was asked for. */
async function findingOf(controlId: string | undefined): Promise<(inventory: Inventory) => Finding | undefined> {
  if (controlId === undefined) return () => undefined;
  const [{ audit }, { readControls, readCorpus }] = await Promise.all([
    import("../audit/audit.ts"),
    import("./controls/library.ts"),
  ]);
  const control = readControls().find(({ id }) => id === controlId);
  if (control === undefined)
    throw new UsageError(`there is no control ${visibleLine(controlId)}`, "tocsin controls list shows them.");
  const corpus = readCorpus();
  return (inventory) => audit(inventory, [control], corpus)[0];
}

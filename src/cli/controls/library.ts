import { readdirSync, readFileSync } from "node:fs";
import type { Control, Problem } from "../../controls/control.ts";
import type { CorpusRecord } from "../../controls/corpus-record.ts";
import { parseControl } from "../../controls/parse-control.ts";
import { parseCorpus } from "../../controls/parse-corpus.ts";
import { digestOf, type PreparedControls, readPrepared } from "./prepared.ts";

/** The package, in which controls and corpus lie beside the sources and beside what is built of them. */
const PACKAGE = new URL("../../../", import.meta.url);

/** Written into what is built, by scripts/prepare-controls.mjs; beside the sources there is none. */
const PREPARED = new URL("../../controls.json", import.meta.url);

/** The controls that Tocsin ships: those of the benchmark first, in its order, then the others by id. */
export function readControls(root = PACKAGE): readonly Control[] {
  const prepared = readPrepared(PREPARED);
  const controls = controlIds(root).map((id) => readControl(id, root, prepared));
  return controls.sort((a, b) => placeOf(a) - placeOf(b) || (a.id < b.id ? -1 : 1));
}

/** The ids of the controls that Tocsin ships, sorted. */
export function controlIds(root = PACKAGE): readonly string[] {
  return namesOf(new URL("controls/", root), ".yaml").map((name) => name.slice(0, -".yaml".length));
}

/**
 * One of the controls that Tocsin ships; for any other id it throws. Its file is what counts: what was prepared of it is
 * taken only while the file is, to the letter, the one that was prepared, because parsing YAML takes far longer.
 */
export function readControl(id: string, root = PACKAGE, prepared = readPrepared(PREPARED)): Control {
  const name = `${id}.yaml`;
  const text = readFileSync(new URL(`controls/${name}`, root), "utf8");
  const ready = prepared[digestOf(name, text)];
  if (ready !== undefined) return ready;
  const parsed = parseControl(text, name);
  if (!parsed.ok) throw new Error(`controls/${name} is broken: ${renderProblems(parsed.problems)}`);
  return parsed.control;
}

/** What a build keeps of the controls, so that they are not parsed at each start. */
export function prepareControls(root = PACKAGE): PreparedControls {
  return Object.fromEntries(
    controlIds(root).map((id) => {
      const text = readFileSync(new URL(`controls/${id}.yaml`, root), "utf8");
      return [digestOf(`${id}.yaml`, text), readControl(id, root, {})];
    }),
  );
}

/** The corpus that Tocsin ships, file by file. */
export function readCorpus(root = PACKAGE): readonly CorpusRecord[] {
  const folder = new URL("corpus/records/", root);
  return namesOf(folder, ".jsonl").flatMap((name) => {
    const parsed = parseCorpus(readFileSync(new URL(name, folder), "utf8"));
    if (!parsed.ok) throw new Error(`corpus/records/${name} is broken: ${renderProblems(parsed.problems)}`);
    return parsed.records;
  });
}

export function renderProblems(problems: readonly Problem[]): string {
  return problems
    .map(({ path, line, message }) => `line ${line}: ${path === "" ? "" : `${path} `}${message}`)
    .join("; ");
}

function namesOf(folder: URL, ending: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort();
}

/** The place in the monitoring section, which is the same in every version. */
function placeOf({ benchmarks }: Control): number {
  return Number(benchmarks[0]?.number.split(".")[1] ?? 1000);
}

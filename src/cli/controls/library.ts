import { readdirSync, readFileSync } from "node:fs";
import type { Control, Problem } from "../../controls/control.ts";
import type { CorpusRecord } from "../../controls/corpus-record.ts";
import { parseControl } from "../../controls/parse-control.ts";
import { parseCorpus } from "../../controls/parse-corpus.ts";

/** The package, in which controls and corpus lie beside the sources and beside what is built of them. */
const PACKAGE = new URL("../../../", import.meta.url);

/** The controls that Tocsin ships: those of the benchmark first, in its order, then the others by id. */
export function readControls(root = PACKAGE): readonly Control[] {
  const controls = controlIds(root).map((id) => readControl(id, root));
  return controls.sort((a, b) => placeOf(a) - placeOf(b) || (a.id < b.id ? -1 : 1));
}

/** The ids of the controls that Tocsin ships, sorted. */
export function controlIds(root = PACKAGE): readonly string[] {
  return namesOf(new URL("controls/", root), ".yaml").map((name) => name.slice(0, -".yaml".length));
}

/** One of the controls that Tocsin ships; for any other id it throws. */
export function readControl(id: string, root = PACKAGE): Control {
  const name = `${id}.yaml`;
  const parsed = parseControl(readFileSync(new URL(`controls/${name}`, root), "utf8"), name);
  if (!parsed.ok) throw new Error(`controls/${name} is broken: ${renderProblems(parsed.problems)}`);
  return parsed.control;
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

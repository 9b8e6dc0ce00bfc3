import { parsePattern } from "../pattern/index.ts";
import type { Control, Problem } from "./control.ts";
import { asControl, type Misfit } from "./schema.ts";
import { readYaml } from "./yaml-document.ts";

export type ControlParse =
  | { readonly ok: true; readonly control: Control }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Far more than any control needs. */
const LONGEST_TEXT = 512 * 1024;

/**
 * Reads the file of one control: YAML of the shape of {@link Control}, patterns that AWS would take (a published one
 * that it would refuse must say so), and named like its file.
 *
 * @param name the file's name, with or without folders
 * @returns the control, or all that is wrong, sorted by line
 * @example
 * parseControl("id: x", "controls/x.yaml"); // { ok: false, problems: [{ path: "title", line: 1, message: … }, …] }
 */
export function parseControl(text: string, name: string): ControlParse {
  if (text.length > LONGEST_TEXT)
    return { ok: false, problems: [{ path: "", line: 1, message: `is longer than ${LONGEST_TEXT} characters` }] };
  const yaml = readYaml(text);
  if (!yaml.ok) return { ok: false, problems: yaml.problems.map((problem) => ({ path: "", ...problem })) };
  const fit = asControl(yaml.value);
  const misfits = fit.ok ? [...misnamed(fit.value, name), ...badPatterns(fit.value)] : fit.misfits;
  if (fit.ok && misfits.length === 0) return { ok: true, control: fit.value };
  const problems = misfits.map(({ path, message }) => ({ path: renderPath(path), line: yaml.lineOf(path), message }));
  return { ok: false, problems: problems.sort((a, b) => a.line - b.line) };
}

function misnamed({ id }: Control, name: string): readonly Misfit[] {
  const stem = name.replace(/^.*\//s, "").replace(/\.ya?ml$/, "");
  return stem === id ? [] : [{ path: ["id"], message: `is ${id}, in a file named ${stem}` }];
}

function badPatterns({ recommended, published }: Control): readonly Misfit[] {
  return [
    ...recommended.flatMap(({ filterPattern }, index): readonly Misfit[] => {
      const refusal = refusalOf(filterPattern);
      return refusal === undefined ? [] : [{ path: ["recommended", index, "filterPattern"], message: refusal }];
    }),
    ...published.flatMap(({ filterPattern, flaw }, index): readonly Misfit[] => {
      const refusal = refusalOf(filterPattern);
      if (refusal !== undefined && flaw?.kind !== "refused")
        return [{ path: ["published", index, "filterPattern"], message: `${refusal}; its flaw must say so` }];
      if (refusal === undefined && flaw?.kind === "refused")
        return [{ path: ["published", index, "flaw"], message: "calls a pattern refused that AWS would take" }];
      return [];
    }),
  ];
}

function refusalOf(filterPattern: string): string | undefined {
  const parsed = parsePattern(filterPattern);
  return parsed.ok ? undefined : `is a pattern that AWS would refuse: ${parsed.diagnostics[0]?.message ?? ""}`;
}

/** `benchmarks[2].level` */
function renderPath(path: Misfit["path"]): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
}

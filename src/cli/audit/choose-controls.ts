import type { Control } from "../../controls/control.ts";
import { UsageError } from "../usage-error.ts";

/**
 * The controls that were asked for, in the order of the library; `cis-4.0` stands for `cis-4.0.1`. Throws UsageError for
 * an id or a benchmark that there is not.
 */
export function chooseControls(
  controls: readonly Control[],
  { control: ids, benchmark }: { readonly control?: readonly string[]; readonly benchmark?: string },
): readonly Control[] {
  const unknown = ids?.find((id) => !controls.some((control) => control.id === id));
  if (unknown !== undefined)
    throw new UsageError(
      `there is no control ${JSON.stringify(unknown)}`,
      `There are ${controls.map(({ id }) => id).join(", ")}.`,
    );
  const chosen = controls.filter(
    (control) => (ids === undefined || ids.includes(control.id)) && isOf(control, benchmark),
  );
  if (chosen.length > 0) return chosen;
  if (controls.some((control) => isOf(control, benchmark)))
    throw new UsageError(`none of these controls is of ${JSON.stringify(benchmark)}`);
  const known = new Set(controls.flatMap(({ benchmarks }) => benchmarks.map((item) => item.benchmark)));
  throw new UsageError(`no control is of ${JSON.stringify(benchmark)}`, `Known are ${[...known].sort().join(", ")}.`);
}

function isOf({ benchmarks }: Control, benchmark: string | undefined): boolean {
  if (benchmark === undefined) return true;
  return benchmarks.some((item) => item.benchmark === benchmark || item.benchmark.startsWith(`${benchmark}.`));
}

import type { BenchmarkItem, Control } from "../../controls/control.ts";
import { EXIT } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { printAnswer } from "../output.ts";
import { renderTable } from "../table.ts";
import { UsageError } from "../usage-error.ts";
import { readControls } from "./library.ts";
import type { ControlsListOptions } from "./options.ts";

/** `tocsin controls list`: one line a control; with a benchmark version only its controls, under its numbers. */
export async function runControlsList(options: ControlsListOptions, io: Io): Promise<number> {
  const controls = readControls();
  const { benchmark } = options;
  const rows = controls
    .map((control) => ({ control, item: itemOf(control, benchmark) }))
    .filter(({ item }) => benchmark === undefined || item !== undefined);
  if (rows.length === 0) {
    const known = new Set(controls.flatMap(({ benchmarks }) => benchmarks.map((item) => item.benchmark)));
    throw new UsageError(`no control is of ${JSON.stringify(benchmark)}`, `Known are ${[...known].sort().join(", ")}.`);
  }
  await printAnswer(
    {
      json: rows.map(({ control, item }) => summaryOf(control, item)),
      text: () =>
        renderTable(
          rows,
          [
            { title: "CONTROL", cell: ({ control }) => control.id },
            { title: "CIS", align: "right", cell: ({ item }) => item?.number ?? "" },
            { title: "LEVEL", align: "right", cell: ({ item }) => item?.level ?? "" },
            { title: "SECURITY HUB", cell: ({ control }) => securityHubId(control) ?? "" },
            { title: "TITLE", cell: ({ control }) => control.title },
          ],
          options,
        ),
    },
    options,
    io,
  );
  return EXIT.clean;
}

/** What a benchmark version says of a control; without one, what the newest says. `cis-4.0` stands for `cis-4.0.1`. */
function itemOf({ benchmarks }: Control, benchmark: string | undefined): BenchmarkItem | undefined {
  if (benchmark === undefined) return benchmarks.at(-1);
  return benchmarks.find((item) => item.benchmark === benchmark || item.benchmark.startsWith(`${benchmark}.`));
}

function summaryOf(control: Control, item: BenchmarkItem | undefined): object {
  const securityHub = securityHubId(control);
  return {
    id: control.id,
    title: control.title,
    kind: control.kind,
    ...(item === undefined ? {} : { benchmark: item }),
    ...(securityHub === undefined ? {} : { securityHub }),
  };
}

function securityHubId({ checks }: Control): string | undefined {
  return checks.find(({ authority }) => authority === "AWS Security Hub")?.id;
}

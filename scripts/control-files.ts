import { readControls, readCorpus } from "../src/cli/controls/library.ts";
import type { Control } from "../src/controls/control.ts";
import { controlPage } from "../src/controls/page.ts";
import { controlJsonSchema, corpusJsonSchema } from "../src/controls/schema.ts";

/**
 * Every generated file of the controls, by its path from the root of the repository.
 *
 * @param root the folder of the repository
 */
export function controlFiles(root: URL): ReadonlyMap<string, string> {
  const controls = readControls(root);
  const corpus = readCorpus(root);
  return new Map([
    ["controls/schema.json", renderJson(controlJsonSchema())],
    ["corpus/schema.json", renderJson(corpusJsonSchema())],
    ["docs/controls/README.md", overview(controls)],
    ...controls.map((control): [string, string] => [
      `docs/controls/${control.id}.md`,
      `${GENERATED}${controlPage(control, corpus)}`,
    ]),
  ]);
}

const GENERATED = "<!-- Written by scripts/generate-controls.ts from controls/ and corpus/. Do not edit. -->\n";

/** As the formatter of the repository would leave it: a list of words on one line, where it fits. */
function renderJson(value: object): string {
  const text = JSON.stringify(value, null, 2);
  const oneLine = text.replaceAll(
    /^( *(?:"[^"\n]*": )?)\[\n +("[^"\\\n]*"(?:,\n +"[^"\\\n]*")*)\n +\](,?)$/gm,
    (lines: string, before: string, words: string, comma: string) => {
      const line = `${before}[${words.replaceAll(/\n +/g, " ")}]${comma}`;
      return line.length <= 120 ? line : lines;
    },
  );
  return `${oneLine}\n`;
}

function overview(controls: readonly Control[]): string {
  const rows = controls.map(({ id, title, benchmarks, checks }) => {
    const numbers = [...new Set(benchmarks.map(({ number }) => number))].join(", ");
    const hub = checks.find(({ authority }) => authority === "AWS Security Hub")?.id ?? "";
    return `| [\`${id}\`](${id}.md) | ${title} | ${numbers} | ${hub} |`;
  });
  return [
    `${GENERATED}# Controls\n`,
    "What must not pass unseen. `tocsin controls list` shows the same table, `tocsin controls show` the pages.\n",
    "| Control | Title | CIS AWS Foundations Benchmark | Security Hub |",
    "|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

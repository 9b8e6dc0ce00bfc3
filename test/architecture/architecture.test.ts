import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RULES } from "./rules.ts";
import { readSource, type SourceFile } from "./source-file.ts";

const ROOT = new URL("../../", import.meta.url);

/** Every file that ships; tests may reach across layers to set a scene. */
const SHIPPED: readonly SourceFile[] = readdirSync(new URL("src/", ROOT), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !/\.(?:test|testing)\.ts$/.test(path))
  .map((path) => `src/${path}`)
  .sort()
  .map((path) => readSource(path, readFileSync(new URL(path, ROOT), "utf8")));

/** For each rule, files that break it, with the breach that must be named. A rule that cannot fail proves nothing. */
const BROKEN: Readonly<Record<string, readonly (readonly [path: string, text: string, breach: string])[]>> = {
  "the pure core imports nothing but the pure core": [
    ["src/pattern/a.ts", 'import { readFileSync } from "node:fs";', "src/pattern/a.ts: imports node:fs"],
    ["src/pattern/a.ts", 'import { z } from "zod";', "src/pattern/a.ts: imports zod"],
    [
      "src/metric/a.ts",
      'import type { Store } from "../engine/ports.ts";',
      "src/metric/a.ts: imports src/engine/ports.ts",
    ],
    ["src/alarm/deep/a.ts", 'export { x } from "../../store/x.ts";', "src/alarm/deep/a.ts: imports src/store/x.ts"],
    ["src/topic/a.ts", 'const x = import("../aws/x.ts");', "src/topic/a.ts: imports src/aws/x.ts"],
    ["src/proof/a.ts", 'type X = import("../cli/x.ts").X;', "src/proof/a.ts: imports src/cli/x.ts"],
  ],
  "the pure core knows no time, no chance, no I/O and no waiting": [
    ["src/pattern/a.ts", "const t = Date.now();", "src/pattern/a.ts: uses Date.now"],
    ["src/pattern/a.ts", 'const t = Date["now"]();', "src/pattern/a.ts: uses Date.now"],
    ["src/pattern/a.ts", "const t = new Date();", "src/pattern/a.ts: uses new Date()"],
    ["src/metric/a.ts", "const n = Math.random();", "src/metric/a.ts: uses Math.random"],
    ["src/alarm/a.ts", "const e = process.env;", "src/alarm/a.ts: uses process"],
    ["src/topic/a.ts", "const get = fetch;", "src/topic/a.ts: uses fetch"],
    ["src/topic/a.ts", "setTimeout(f, 1);", "src/topic/a.ts: uses setTimeout"],
    ["src/cloudtrail/a.ts", "const f = async () => 1;", "src/cloudtrail/a.ts: uses async"],
    ["src/cloudtrail/a.ts", "export const x = await y;", "src/cloudtrail/a.ts: uses await"],
  ],
  "the application imports only the pure core and itself": [
    ["src/engine/a.ts", 'import { x } from "../store/x.ts";', "src/engine/a.ts: imports src/store/x.ts"],
    ["src/engine/logs/a.ts", 'import { x } from "node:fs";', "src/engine/logs/a.ts: imports node:fs"],
    ["src/engine/ids.ts", 'import { x } from "node:fs";', "src/engine/ids.ts: imports node:fs"],
    ["src/engine/a.ts", 'import { pino } from "pino";', "src/engine/a.ts: imports pino"],
  ],
  "the application takes time, chance and the network through its ports": [
    ["src/engine/a.ts", "const t = Date.now();", "src/engine/a.ts: uses Date.now"],
    ["src/engine/clock.ts", "const n = Math.random();", "src/engine/clock.ts: uses Math.random"],
    ["src/engine/logs/a.ts", "await fetch(url);", "src/engine/logs/a.ts: uses fetch"],
  ],
  "adapters are chosen by the composition roots only, and never import each other": [
    ["src/store/a.ts", 'import { x } from "../delivery/x.ts";', "src/store/a.ts: imports src/delivery/x.ts"],
    ["src/aws/query/a.ts", 'import { x } from "../../cli/x.ts";', "src/aws/query/a.ts: imports src/cli/x.ts"],
  ],
  "each npm package is imported by one file, its owner": [
    ["src/store/zz.ts", 'import { pino } from "pino";', "src/store/zz.ts: imports pino, which src/cli/owner.ts owns"],
    ["src/store/zz.ts", 'import x from "@a/b/sub";', "src/store/zz.ts: imports @a/b, which src/cli/owner.ts owns"],
    ["src/store/zz.ts", 'await import("pino");', "src/store/zz.ts: imports pino, which src/cli/owner.ts owns"],
  ],
  "exports are named, one by one": [
    ["src/cli/a.ts", "export default 1;", "src/cli/a.ts: export default"],
    ["src/cli/a.ts", 'export * from "./b.ts";', "src/cli/a.ts: export *"],
  ],
  "no file is longer than 400 lines": [["src/cli/a.ts", "\n".repeat(400), "src/cli/a.ts: 401 lines"]],
};

/** Keeps every rule, though each line of it looks like a breach to a search for words. */
const SOUND: readonly (readonly [path: string, text: string])[] = [
  ["src/cli/owner.ts", 'import { pino } from "pino"; import x from "@a/b"; import { s } from "../store/s.ts";'],
  ["src/store/s.ts", 'import type { Logger } from "pino"; import { now } from "../engine/clock.ts";'],
  [
    "src/pattern/p.ts",
    '// Date.now()\nconst a = "fetch"; const b = `process`; const c = new Date(0); const d = { process: 1 }.process;',
  ],
  ["src/engine/clock.ts", "export const now = (): number => Date.now();"],
  [
    "src/engine/create.ts",
    'import { s } from "../store/s.ts"; import { mkdirSync } from "node:fs"; const e = process.env;',
  ],
  ["src/metric/m.ts", 'import type { Pattern } from "../pattern/p.ts"; export { x } from "./x.ts";'],
];

describe.each(RULES)("architecture: $demands", ({ demands, breaches }) => {
  it("holds for every file that ships", () => {
    expect(SHIPPED.length).toBeGreaterThan(50);
    expect(breaches(SHIPPED)).toEqual([]);
  });

  it("does not cry wolf", () => {
    expect(breaches(SOUND.map(([path, text]) => readSource(path, text)))).toEqual([]);
  });

  it.each(BROKEN[demands] ?? [["", "", "no broken example"]])("notices %s with %j", (path, text, breach) => {
    const sound = SOUND.map(([soundPath, soundText]) => readSource(soundPath, soundText));
    expect(breaches([...sound, readSource(path, text)])).toEqual([breach]);
  });
});

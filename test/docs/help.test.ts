import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLI } from "../support/server.ts";
import { scriptBlock } from "./blocks.ts";
import { documentedCommands } from "./command-line.ts";
import { prepareScene } from "./help-scene.ts";
import { openSession, type Session } from "./session.ts";

const PROGRAM = pathToFileURL(CLI);
const { commands } = documentedCommands();

interface Example {
  readonly line: string;
  /** 0 unless the line says another. */
  readonly exitCode: number;
}

function examplesIn(help: string): readonly Example[] {
  return [...help.matchAll(/^ *\$ (.+)$/gm)].map(([, line = ""]) => ({
    line,
    exitCode: Number(/\s# exit code (\d+)$/.exec(line)?.[1] ?? 0),
  }));
}

describe("the help of every command", () => {
  const leaves = commands.filter(({ isLeaf }) => isLeaf);
  it.each(leaves.map(({ name, help }) => [name, help]))("%s: shows one to three examples of itself", (name, help) => {
    const shown = examplesIn(help.slice(help.indexOf("\nExamples:\n"))).map(({ line }) => line);
    expect(shown.filter((line) => line === name || line.startsWith(`${name} `))).toEqual(shown);
    expect([1, 2, 3]).toContain(shown.length);
    expect(help.match(/\nExamples:\n/g)).toHaveLength(1);
  });
});

/** Goes on until it is interrupted. */
const ENDLESS = /^tocsin (?:serve|demo(?!.*--exit)|ingest.*--watch)/;
/** Would take the port of the engine that the other examples talk to. */
const OWN_ENGINE = /^tocsin (?:serve|demo)/;

describe("the examples in the help, typed into a shell", { timeout: 60_000 }, () => {
  let scene: Session;
  beforeAll(async () => {
    scene = await openSession(PROGRAM, []);
    await prepareScene(scene);
  });
  afterAll(() => scene.close());

  const all = commands.flatMap(({ help }) => examplesIn(help));
  it.each(all.map(({ line, exitCode }) => [line, exitCode] as const))("%s", async (line, exitCode) => {
    const block = scriptBlock(ENDLESS.test(line) ? interrupted(line) : line);
    const session = OWN_ENGINE.test(line) ? await openSession(PROGRAM, [block]) : scene;
    const ended = await session.run(block);
    if (session !== scene) await session.close();
    // The output is part of the comparison so that a failure shows it.
    expect(ended).toEqual({ exitCode, output: ended.output });
  });
});

/** Types it, waits until it is at work, presses Ctrl-C. */
function interrupted(line: string): string {
  return `${line} > shown 2>&1 &
child=$!
until grep -qE 'Tocsin answers at|until you press Ctrl-C' shown || ! kill -0 $child; do sleep 0.05; done
kill -INT $child || true
wait $child || { code=$?; cat shown; exit $code; }`;
}

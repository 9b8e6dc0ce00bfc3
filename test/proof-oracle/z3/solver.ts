import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

export type Satisfaction = "sat" | "unsat" | "unknown";

export interface Solver {
  /** Is there a model of some declarations and assertions? They are forgotten again. One question at a time. */
  readonly check: (script: string) => Promise<Satisfaction>;
  readonly stop: () => void;
}

interface Z3 {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly lines: AsyncIterator<string, undefined>;
}

const MILLISECONDS = 300;

export function hasZ3(): boolean {
  return spawnSync("z3", ["--version"]).status === 0;
}

/** One Z3 for many questions. Should it crash, as old ones do over strings, its answer is unknown and another begins. */
export function startZ3(prelude: string): Solver {
  let z3 = launch(prelude);
  return {
    check: async (script) => {
      z3.child.stdin.write(`(push)\n${script}\n(check-sat)\n(pop)\n`);
      const { value, done } = await z3.lines.next();
      if (done === true) {
        z3 = launch(prelude);
        return "unknown";
      }
      if (value === "sat" || value === "unsat" || value === "unknown") return value;
      throw new Error(`z3 says ${value}`);
    },
    stop: () => z3.child.stdin.end(),
  };
}

function launch(prelude: string): Z3 {
  const child = spawn("z3", ["-in", "-smt2"], { stdio: ["pipe", "pipe", "inherit"] });
  // What is written to one that has crashed is lost; that it crashed is seen from its answers, which end.
  child.stdin.on("error", () => undefined);
  child.stdin.write(`(set-option :timeout ${MILLISECONDS})\n${prelude}\n`);
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

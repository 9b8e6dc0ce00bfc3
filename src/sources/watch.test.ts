import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createScan, watchFolders } from "./watch.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-watch-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const { signal } = new AbortController();

function scanOf(broken: ReadonlySet<string> = new Set()) {
  const visited: string[] = [];
  const errors: string[] = [];
  const scan = createScan([folder], {
    visit: async (path) => {
      visited.push(basename(path));
      return broken.has(basename(path)) ? "broken" : "done";
    },
    onError: (_, problem) => errors.push(problem),
  });
  return { visited, errors, scan: () => scan(signal) };
}

describe("a scan", () => {
  it("visits a file once, and only when it has stopped growing", async () => {
    const { visited, scan } = scanOf();
    const path = join(folder, "a.json");
    writeFileSync(path, "1");
    expect(await scan()).toBe(true);
    appendFileSync(path, "2");
    expect(await scan()).toBe(true);
    expect(visited).toEqual([]);
    expect(await scan()).toBe(false);
    await scan();
    expect(visited).toEqual(["a.json"]);
  });

  it("finds files in new folders", async () => {
    const { visited, scan } = scanOf();
    await scan();
    mkdirSync(join(folder, "2026"));
    writeFileSync(join(folder, "2026", "b.json.gz"), "1");
    await scan();
    await scan();
    expect(visited).toEqual(["b.json.gz"]);
  });

  it("tries a broken file again when it has changed, and not before", async () => {
    const { visited, scan } = scanOf(new Set(["a.json"]));
    const path = join(folder, "a.json");
    writeFileSync(path, "1");
    for (let look = 0; look < 4; look++) await scan();
    expect(visited).toEqual(["a.json"]);
    writeFileSync(path, "123");
    for (let look = 0; look < 4; look++) await scan();
    expect(visited).toEqual(["a.json", "a.json"]);
  });

  it("does not visit a good file again when it changes: its records would count twice", async () => {
    const { visited, scan } = scanOf();
    writeFileSync(join(folder, "a.json"), "1");
    for (let look = 0; look < 2; look++) await scan();
    writeFileSync(join(folder, "a.json"), "123");
    for (let look = 0; look < 3; look++) await scan();
    expect(visited).toEqual(["a.json"]);
  });

  it("tells once that a folder cannot be read, and again after it could be", async () => {
    const { errors, scan } = scanOf();
    renameSync(folder, `${folder}-away`);
    await scan();
    await scan();
    expect(errors).toHaveLength(1);
    renameSync(`${folder}-away`, folder);
    await scan();
    rmSync(folder, { recursive: true });
    await scan();
    expect(errors).toHaveLength(2);
  });
});

describe("watchFolders", () => {
  it("visits what is there and what appears, until it is aborted", async () => {
    writeFileSync(join(folder, "a.json"), "1");
    const stop = new AbortController();
    const visited: string[] = [];
    const visit = async (path: string): Promise<"done"> => {
      visited.push(basename(path));
      if (visited.length === 1) writeFileSync(join(folder, "b.json"), "1");
      else stop.abort();
      return "done";
    };
    const options = { visit, onError: () => undefined, settleMs: 5, rescanMs: 20 };
    await watchFolders([folder], options, stop.signal);
    expect(visited).toEqual(["a.json", "b.json"]);
  });

  it("passes on what goes wrong in a visit", async () => {
    writeFileSync(join(folder, "a.json"), "1");
    const visit = () => Promise.reject(new Error("the engine is gone"));
    const options = { visit, onError: () => undefined, settleMs: 5, rescanMs: 20 };
    await expect(watchFolders([folder], options, signal)).rejects.toThrow("the engine is gone");
  });
});

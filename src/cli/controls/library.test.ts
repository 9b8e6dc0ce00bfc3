import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { controlIds, prepareControls, readControl, readControls } from "./library.ts";
import { digestOf, readPrepared } from "./prepared.ts";

const SOURCE = new URL("../../../controls/vpc-changes.yaml", import.meta.url);

let folder = "";
let root = SOURCE;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-library-"));
  mkdirSync(join(folder, "controls"));
  root = pathToFileURL(`${folder}/`);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A control's file of another name, and perhaps of another text. */
function writeControl(id: string, change: (text: string) => string = (text) => text): string {
  const text = change(readFileSync(SOURCE, "utf8"));
  writeFileSync(join(folder, "controls", `${id}.yaml`), text);
  return text;
}

describe("controls that a build prepared", () => {
  it("are those of the files, each, whole, and as JSON keeps them", () => {
    const kept: unknown = JSON.parse(JSON.stringify(prepareControls()));
    expect(Object.values(Object(kept))).toStrictEqual(controlIds().map((id) => readControl(id, undefined, {})));
    expect(controlIds()).toHaveLength(readControls().length);
  });

  it("are taken while the file is the one that was prepared", () => {
    const text = writeControl("vpc-changes");
    const prepared = { ...readControl("vpc-changes", root, {}), title: "As it was prepared" };
    const all = { [digestOf("vpc-changes.yaml", text)]: prepared };
    expect(readControl("vpc-changes", root, all).title).toBe("As it was prepared");
  });

  it("are not taken once the file changed by a letter", () => {
    writeControl("vpc-changes");
    const prepared = prepareControls(root);
    writeControl("vpc-changes", (text) => text.replace(/^title: .*$/m, "title: Another"));
    expect(readControl("vpc-changes", root, prepared).title).toBe("Another");
  });

  it("do not hide that a file was broken since, or moved to another name", () => {
    writeControl("vpc-changes");
    const prepared = prepareControls(root);
    writeControl("vpc-changes", (text) => `${text}more: 1\n`);
    writeControl("moved");
    expect(() => readControl("vpc-changes", root, prepared)).toThrow("controls/vpc-changes.yaml is broken: line");
    expect(() => readControl("moved", root, prepared)).toThrow("is vpc-changes, in a file named moved");
  });

  it.each([
    ["no file", undefined],
    ["half a file", '{"a": {"id": "vpc-'],
    ["a list", "[]"],
    ["nothing", "null"],
  ])("are none where there is %s", (_, text) => {
    const file = join(folder, "controls.json");
    if (text !== undefined) writeFileSync(file, text);
    expect(readPrepared(pathToFileURL(file))).toEqual({});
  });
});

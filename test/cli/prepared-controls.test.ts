import { expect, it } from "vitest";
import { prepareControls } from "../../src/cli/controls/library.ts";
import { readPrepared } from "../../src/cli/controls/prepared.ts";

it("the built package holds all controls as they are now", () => {
  expect(readPrepared(new URL("../../dist/controls.json", import.meta.url))).toEqual(prepareControls());
});

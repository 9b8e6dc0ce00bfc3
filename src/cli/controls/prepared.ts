import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Control } from "../../controls/control.ts";

/** What the reader made of control files when the package was built, by the digest of what it read. */
export type PreparedControls = Readonly<Record<string, Control>>;

/**
 * Names the text of a control's file, and the file: a text that changed, or was moved to another name, has another digest
 * and must be read anew.
 */
export function digestOf(name: string, text: string): string {
  return createHash("sha256").update(`${name}\n${text}`).digest("base64url");
}

/** The controls that a build prepared; none where there is no build, or its file is no such file. */
export function readPrepared(file: URL): PreparedControls {
  let prepared: unknown;
  try {
    prepared = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
  return isPrepared(prepared) ? prepared : {};
}

/** The build wrote them from controls that the reader had checked; that is not done again. */
function isPrepared(value: unknown): value is PreparedControls {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

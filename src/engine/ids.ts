import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Ids } from "./ports.ts";

/** Ids from the operating system's randomness. */
export const systemIds: Ids = {
  uuid: () => randomUUID(),
  hex: (length) =>
    randomBytes(Math.ceil(length / 2))
      .toString("hex")
      .slice(0, length),
  sha256: (text) => createHash("sha256").update(text).digest("hex"),
  digest(parts) {
    const hash = createHash("sha256");
    for (const part of parts) hash.update(`${part.length}:`).update(part);
    return hash.digest("hex");
  },
};

import { pino } from "pino";
import type { Log } from "../engine/ports.ts";
import type { Io } from "./io.ts";

/** JSON lines on stderr, the level from TOCSIN_LOG (info unless set). Requests and their bodies are never logged. */
export function createLog(io: Io): Log {
  const level = process.env["TOCSIN_LOG"] ?? "info";
  return pino({ level, base: null }, { write: io.stderr });
}

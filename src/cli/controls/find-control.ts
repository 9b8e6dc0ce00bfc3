import type { Control } from "../../controls/control.ts";
import { UsageError } from "../usage-error.ts";
import { controlIds, readControl } from "./library.ts";

/** The control of that id; throws UsageError where there is none. Only its own file is read. */
export function findControl(id: string): Control {
  const ids = controlIds();
  if (ids.includes(id)) return readControl(id);
  throw new UsageError(`there is no control ${JSON.stringify(id)}`, `There are ${ids.join(", ")}.`);
}

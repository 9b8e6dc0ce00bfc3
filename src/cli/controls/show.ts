import { controlPage } from "../../controls/page.ts";
import { EXIT } from "../exit-code.ts";
import type { Io } from "../io.ts";
import { printAnswer } from "../output.ts";
import { findControl } from "./find-control.ts";
import { readCorpus } from "./library.ts";
import type { ControlsShowOptions } from "./options.ts";

/** `tocsin controls show`: the page of a control, as Markdown; its file, as JSON. */
export async function runControlsShow(options: ControlsShowOptions, io: Io): Promise<number> {
  const control = findControl(options.id);
  await printAnswer({ json: control, text: () => controlPage(control, readCorpus()) }, options, io);
  return EXIT.clean;
}

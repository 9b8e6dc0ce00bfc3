import type { Answer } from "../../proof/index.ts";
import { EXIT } from "../exit-code.ts";

/** 0 for yes, 1 for no, 3 for unknown. */
export function exitOf(answer: Answer["answer"]): number {
  switch (answer) {
    case "yes":
      return EXIT.clean;
    case "no":
      return EXIT.findings;
    case "unknown":
      return EXIT.incomplete;
  }
}

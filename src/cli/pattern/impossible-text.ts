import type { Impossible } from "../../proof/synth/labelled.ts";

/** Why no pattern judges the records as wanted, in lines for people. */
export function renderImpossible(because: Impossible): string {
  switch (because.kind) {
    case "indistinguishable":
      return `no pattern can tell these two apart\n  must match:     ${because.mustMatch}\n  must not match: ${because.mustNotMatch}`;
    case "no-json-object":
      return `only JSON patterns are made, and this is no JSON object\n  must match:     ${because.record}`;
    case "nothing-to-match":
      return "no record is there that must match";
    case "too-many-records":
      return `there are more than ${because.most} records`;
    case "out-of-reach":
      return because.reason;
  }
}

import type { Auditor } from "./auditor.ts";
import { benchmarkText } from "./benchmark-text.ts";
import { demandedEvents } from "./demanded.ts";

/** Asks whether words occur in the text: for the sign-in two, for lists of events any one of the names. */
export const mondoo: Auditor = {
  authority: "mondoo",
  source: "mondoohq/cnspec @ dde3c7d4 (2026-07-15), the check of an account",
  idOf: ({ id }) => id,
  textRule: ({ id }) => {
    if (id === "console-signin-without-mfa")
      return (filterPattern) => filterPattern.includes("ConsoleLogin") && filterPattern.includes("MFAUsed");
    const names = demandedEvents(id)?.eventNames;
    return names && ((filterPattern) => names.some((name) => filterPattern.includes(name)));
  },
  wants: ({ id }) =>
    id === "console-signin-without-mfa" || demandedEvents(id) !== undefined ? benchmarkText(id) : undefined,
  demands: {
    trail: "not-looked-at",
    filterIn: "any-log-group",
    alarm: "not-looked-at",
    alarmActions: false,
    subscription: "not-looked-at",
  },
};

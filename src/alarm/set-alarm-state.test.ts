import { describe, expect, it } from "vitest";
import { checkStateReasonData, setState } from "./set-alarm-state.ts";

describe("checkStateReasonData", () => {
  it.each([undefined, "{}", "[1,2]", "null", '{ "raw": 1 }'])("accepts %s", (text) => {
    expect(checkStateReasonData(text)).toBeUndefined();
  });

  it("refuses an unfinished text without a message", () => {
    expect(checkStateReasonData('{"unfinished":')).toEqual({ code: "InvalidFormat", message: "" });
  });
});

describe("setState", () => {
  it("keeps reason data as it is written", () => {
    const request = { StateValue: "OK", StateReason: "", StateReasonData: '{ "raw": 1 }' } as const;
    expect(setState(request, 9)).toEqual({ ...request, StateUpdatedTimestamp: 9, StateTransitionedTimestamp: 9 });
  });
});

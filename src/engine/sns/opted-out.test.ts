import { describe, expect, it } from "vitest";
import { invalid, testEngine } from "./engine.testing.ts";
import { snsOperations as sns } from "./operations.ts";

describe("phone numbers that opted out", () => {
  const { engine, signed } = testEngine();

  it("are none", async () => {
    expect(await sns.ListPhoneNumbersOptedOut(engine, signed, {})).toEqual({ phoneNumbers: [] });
    expect(await sns.OptInPhoneNumber(engine, signed, { phoneNumber: "+15551234567" })).toEqual({});
    expect(await sns.CheckIfPhoneNumberIsOptedOut(engine, signed, { phoneNumber: "+15551234567" })).toEqual({
      isOptedOut: false,
    });
  });

  it("are asked for by a phone number", async () => {
    const wrong = invalid("PhoneNumber Reason: input incorrectly formatted");
    const input = { phoneNumber: "+44742LALALA" };
    await expect(sns.CheckIfPhoneNumberIsOptedOut(engine, signed, input)).rejects.toMatchObject(wrong);
    await expect(sns.OptInPhoneNumber(engine, signed, input)).rejects.toMatchObject(wrong);
  });
});

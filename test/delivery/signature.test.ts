import { describe, expect, it } from "vitest";
import { signedDocument } from "../../src/delivery/document.ts";
import { confirmation, notification } from "../../src/delivery/message.testing.ts";
import { createSigner } from "../../src/delivery/signer.ts";
import type { OutboundMessage } from "../../src/engine/outbound.ts";
import { validate as stockValidate } from "../support/sns-validator.ts";

const signer = createSigner({});

async function validate(message: OutboundMessage, changes: object = {}): Promise<object | undefined> {
  const document: object = JSON.parse(await signedDocument(message, signer));
  return stockValidate({ ...document, ...changes }, await signer.certificatePem());
}

// UnsubscribeConfirmation is left out: this validator forgets its Token, which AWS documents as signed (string-to-sign).
describe.each(["1", "2"] as const)("AWS's validator, signature version %s", (signatureVersion) => {
  const { subject: _, ...withoutSubject } = notification({ signatureVersion });

  it.each([
    ["a notification", notification({ signatureVersion })],
    ["a notification without subject", withoutSubject],
    [
      "a notification with attributes",
      notification({ signatureVersion, messageAttributes: { a: { Type: "String", Value: "b" } } }),
    ],
    ["any text", notification({ signatureVersion, message: 'line\r\n"quoted" \\ \u2028 😀 \u0000' })],
    ["a confirmation", confirmation({ signatureVersion })],
  ])("accepts %s", async (__, message) => {
    await expect(validate(message)).resolves.toMatchObject({ Type: message.kind });
  });

  it.each([
    ["Message", "the bell did not ring"],
    ["Subject", "OK"],
    ["Timestamp", "2026-09-22T19:27:29.338Z"],
    ["TopicArn", "arn:aws:sns:us-east-1:123456789012:other"],
  ])("notices a changed %s", async (key, value) => {
    await expect(validate(notification({ signatureVersion }), { [key]: value })).rejects.toThrow(
      "signature is invalid",
    );
  });

  it("notices a changed link to confirm", async () => {
    const changes = { SubscribeURL: "https://example.com/" };
    await expect(validate(confirmation({ signatureVersion }), changes)).rejects.toThrow("signature is invalid");
  });
});

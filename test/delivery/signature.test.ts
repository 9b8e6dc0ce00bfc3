import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { signedDocument } from "../../src/delivery/document.ts";
import { confirmation, notification } from "../../src/delivery/message.testing.ts";
import { createSigner } from "../../src/delivery/signer.ts";
import type { OutboundMessage } from "../../src/engine/outbound.ts";
import { type Endpoint, openEndpoint } from "./http-endpoint.ts";

/** The part of AWS's sns-validator that its documentation describes; the package has no types. */
interface Validator {
  validate(message: object, done: (error: Error | null, message?: object) => void): void;
}

const MessageValidator: new () => Validator = createRequire(import.meta.url)("sns-validator");
const signer = createSigner({});

let endpoint: Endpoint;

/** The validator fetches certificates by https from AWS's hosts only: the fetch is led to a server of ours. */
beforeAll(async () => {
  endpoint = await openEndpoint();
  const pem = await signer.certificatePem();
  const path = `/${await signer.certificateName()}`;
  endpoint.answer = (response, { url }) => response.writeHead(url === path ? 200 : 404).end(pem);
  vi.spyOn(https, "get").mockImplementation((...args: readonly unknown[]) => {
    const asked = new URL(String(args[0]));
    return http.get(`http://${endpoint.host}${asked.pathname}`, args.find(isListener));
  });
});

afterAll(async () => {
  vi.restoreAllMocks();
  await endpoint.close();
});

function isListener(value: unknown): value is (response: IncomingMessage) => void {
  return typeof value === "function";
}

async function validate(message: OutboundMessage, changes: object = {}): Promise<object | undefined> {
  const document: { readonly SigningCertURL: string } = JSON.parse(await signedDocument(message, signer));
  const path = new URL(document.SigningCertURL).pathname;
  const SigningCertURL = `https://sns.us-east-1.amazonaws.com${path}`;
  return new Promise((resolve, reject) => {
    new MessageValidator().validate({ ...document, SigningCertURL, ...changes }, (error, valid) => {
      if (error === null) resolve(valid);
      else reject(error);
    });
  });
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

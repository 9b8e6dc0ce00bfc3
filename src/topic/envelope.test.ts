import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRaw, renderEnvelope } from "./envelope.ts";
import { signingCertUrl } from "./links.ts";
import type { SnsMessage } from "./sns-message.ts";
import { stringToSign } from "./string-to-sign.ts";
import { isTokenShaped, subscriptionToken, tokenRandomDigits } from "./subscription-token.ts";

const topicArn = "arn:aws:sns:us-east-1:123456789012:alarms";
const notification: SnsMessage = {
  kind: "Notification",
  topicArn,
  subscriptionArn: `${topicArn}:991fb753`,
  messageId: "b0ebf666",
  timestamp: Date.UTC(2026, 8, 22, 19, 27, 29, 337),
  message: 'say "hi"\n',
  rawMessageDelivery: false,
  signatureVersion: "1",
  baseUrl: "http://127.0.0.1:4666",
};
const confirmation: SnsMessage = { ...notification, kind: "SubscriptionConfirmation", token: "2336412f37ab" };
const signature = { signature: "c2ln", signingCertUrl: signingCertUrl("http://127.0.0.1:4666", "cert.pem") };

describe("renderEnvelope", () => {
  it("lays a notification out as SNS does", () => {
    const full = {
      ...notification,
      subject: "native subject",
      messageAttributes: { kind: { Type: "String", Value: "wrapped" }, n: { Type: "Number", Value: "1" } },
    };
    expect(renderEnvelope(full, signature)).toBe(`{
  "Type" : "Notification",
  "MessageId" : "b0ebf666",
  "TopicArn" : "${topicArn}",
  "Subject" : "native subject",
  "Message" : "say \\"hi\\"\\n",
  "Timestamp" : "2026-09-22T19:27:29.337Z",
  "SignatureVersion" : "1",
  "Signature" : "c2ln",
  "SigningCertURL" : "http://127.0.0.1:4666/cert.pem",
  "UnsubscribeURL" : "http://127.0.0.1:4666/?Action=Unsubscribe&SubscriptionArn=${topicArn}:991fb753",
  "MessageAttributes" : {
    "kind" : {"Type":"String","Value":"wrapped"},
    "n" : {"Type":"Number","Value":"1"}
  }
}`);
  });

  // obs STACKD fifo
  it("lays a FIFO topic's notification out without a signature and with its number", () => {
    expect(renderEnvelope({ ...notification, fifo: { sequenceNumber: "10000000000000004000" } }, signature)).toBe(`{
  "Type" : "Notification",
  "MessageId" : "b0ebf666",
  "SequenceNumber" : "10000000000000004000",
  "TopicArn" : "${topicArn}",
  "Message" : "say \\"hi\\"\\n",
  "Timestamp" : "2026-09-22T19:27:29.337Z",
  "UnsubscribeURL" : "http://127.0.0.1:4666/?Action=Unsubscribe&SubscriptionArn=${topicArn}:991fb753"
}`);
  });

  it("has no Subject and no MessageAttributes when there are none", () => {
    const keys = Object.keys(JSON.parse(renderEnvelope({ ...notification, messageAttributes: {} }, signature)));
    expect(keys).not.toContain("Subject");
    expect(keys).not.toContain("MessageAttributes");
  });

  it("lays a confirmation out as SNS does", () => {
    expect(renderEnvelope(confirmation, signature)).toBe(`{
  "Type" : "SubscriptionConfirmation",
  "MessageId" : "b0ebf666",
  "Token" : "2336412f37ab",
  "TopicArn" : "${topicArn}",
  "Message" : "You have chosen to subscribe to the topic ${topicArn}.\\nTo confirm the subscription, visit the SubscribeURL included in this message.",
  "SubscribeURL" : "http://127.0.0.1:4666/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=2336412f37ab",
  "Timestamp" : "2026-09-22T19:27:29.337Z",
  "SignatureVersion" : "1",
  "Signature" : "c2ln",
  "SigningCertURL" : "http://127.0.0.1:4666/cert.pem"
}`);
  });

  it("names the subscription when it was given up", () => {
    const parsed: unknown = JSON.parse(renderEnvelope({ ...confirmation, kind: "UnsubscribeConfirmation" }, signature));
    expect(parsed).toMatchObject({
      Type: "UnsubscribeConfirmation",
      Message: `You have chosen to deactivate subscription ${topicArn}:991fb753.\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in this message.`,
    });
  });

  it("is JSON that gives back every text", () => {
    const text = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(text, text, fc.dictionary(text, text), (message, subject, values) => {
        const messageAttributes = Object.fromEntries(
          Object.entries(values).map(([key, Value]) => [key, { Type: "String", Value }]),
        );
        const rendered = renderEnvelope({ ...notification, message, subject, messageAttributes }, signature);
        const expected = Object.keys(values).length === 0 ? {} : { MessageAttributes: messageAttributes };
        expect(JSON.parse(rendered)).toMatchObject({ Message: message, Subject: subject, ...expected });
      }),
    );
  });

  it("is raw for notifications only", () => {
    const raw = { rawMessageDelivery: true };
    expect([isRaw({ ...notification, ...raw }), isRaw({ ...confirmation, ...raw }), isRaw(notification)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("stringToSign", () => {
  it("lists the signed keys of a notification in byte order", () => {
    expect(stringToSign({ ...notification, message: "hello", subject: "s" })).toBe(
      `Message\nhello\nMessageId\nb0ebf666\nSubject\ns\nTimestamp\n2026-09-22T19:27:29.337Z\nTopicArn\n${topicArn}\nType\nNotification\n`,
    );
  });

  it("leaves an absent subject out", () => {
    expect(stringToSign(notification)).not.toContain("Subject");
  });

  it.each(["SubscriptionConfirmation", "UnsubscribeConfirmation"] as const)("signs link and token of %s", (kind) => {
    const lines = stringToSign({ ...confirmation, kind }).split("\n");
    expect(lines.filter((line) => /^[A-Z][A-Za-z]+$/.test(line))).toEqual([
      "Message",
      "MessageId",
      "SubscribeURL",
      "Timestamp",
      "Token",
      "TopicArn",
      "Type",
      kind,
    ]);
    expect(lines).toContain("2336412f37ab");
  });
});

describe("subscriptionToken", () => {
  it("has 256 digits and begins as SNS's tokens do", () => {
    const token = subscriptionToken("a".repeat(tokenRandomDigits));
    expect([token.length, token.startsWith("2336412f37"), isTokenShaped(token)]).toEqual([256, true, true]);
  });

  it("is made of hexadecimal digits only", () => {
    expect(() => subscriptionToken("a")).toThrow("hexadecimal");
    expect(() => subscriptionToken("x".repeat(tokenRandomDigits))).toThrow("hexadecimal");
  });

  it.each(["", "2336412f37", "a".repeat(256), `2336412f37${"A".repeat(246)}`])("does not take %s for one", (text) => {
    expect(isTokenShaped(text)).toBe(false);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { awsError, invalid, type TestEngine, testEngine } from "./engine.testing.ts";
import { snsOperations as sns } from "./operations.ts";

const TopicArn = "arn:aws:sns:us-east-1:123456789012:alarms";

let test: TestEngine;

beforeEach(async () => {
  test = testEngine();
  await sns.CreateTopic(test.engine, test.signed, { Name: "alarms" });
  await sns.Subscribe(test.engine, test.signed, { TopicArn, Protocol: "sms", Endpoint: "+15551234567" });
});

type Entries = Parameters<typeof sns.PublishBatch>[2]["PublishBatchRequestEntries"];

function batch(PublishBatchRequestEntries: Entries, topicArn = TopicArn) {
  return sns.PublishBatch(test.engine, test.signed, { TopicArn: topicArn, PublishBatchRequestEntries });
}

function entries(count: number, Message = "m"): Entries {
  return Array.from({ length: count }, (_, at) => ({ Id: `id-${at}`, Message }));
}

describe("PublishBatch", () => {
  it("publishes what it can and says of each of the others why it cannot", async () => {
    const { Successful, Failed } = await batch([
      { Id: "good", Message: "hello", Subject: "Bell" },
      { Id: "empty", Message: "" },
      { Id: "group", Message: "x", MessageGroupId: "bad group" },
      { Id: "duplicate", Message: "x", MessageDeduplicationId: "d" },
    ]);
    expect(Successful).toEqual([{ Id: "good", MessageId: expect.stringMatching(/^[0-9a-f-]{36}$/) }]);
    expect(Failed).toEqual([
      { Id: "empty", Code: "InvalidParameter", Message: "Invalid parameter: Empty message", SenderFault: true },
      {
        Id: "group",
        Code: "InvalidParameter",
        Message:
          "Invalid parameter: The MessageGroupId parameter can only include alphanumeric and punctuation characters. 1 to 128 in length",
        SenderFault: true,
      },
      {
        Id: "duplicate",
        Code: "InvalidParameter",
        Message: expect.stringContaining("not valid for this topic type"),
        SenderFault: true,
      },
    ]);
    expect((await test.outbox()).map((row) => row.message)).toEqual([
      expect.objectContaining({ message: "hello", subject: "Bell", messageId: Successful[0]?.MessageId }),
    ]);
    expect(test.wakes()).toBe(2);
  });

  it("refuses a batch as a whole for its size, its ids and its topic, and publishes nothing of it", async () => {
    await expect(batch([])).rejects.toMatchObject(
      awsError("EmptyBatchRequest", 400, "The batch request doesn't contain any entries."),
    );
    await expect(batch(entries(11))).rejects.toMatchObject(
      awsError("TooManyEntriesInBatchRequest", 400, "The batch request contains more entries than permissible."),
    );
    await expect(batch([...entries(1), ...entries(1)])).rejects.toMatchObject(
      awsError("BatchEntryIdsNotDistinct", 400, "Two or more batch entries in the request have the same Id."),
    );
    await expect(batch([{ Id: "a b", Message: "m" }])).rejects.toMatchObject({ code: "InvalidBatchEntryId" });
    await expect(batch(entries(10, "x".repeat(30_000)))).rejects.toMatchObject(
      awsError("BatchRequestTooLong", 400, "The length of all the messages put together is more than the limit."),
    );
    await expect(batch(entries(1), `${TopicArn}2`)).rejects.toMatchObject(
      awsError("NotFound", 404, "Topic does not exist"),
    );
    expect(await test.outbox()).toEqual([]);
  });

  it("is refused whole for bad message attributes, which are named by their place in it", async () => {
    const good = { Id: "good", Message: "m" };
    const wrongType = { kind: { DataType: "Text", StringValue: "root" } };
    await expect(batch([good, { Id: "bad", Message: "m", MessageAttributes: wrongType }])).rejects.toMatchObject({
      code: "ParameterValueInvalid",
    });
    const noType = { kind: { StringValue: "root" } };
    await expect(batch([good, { Id: "bad", Message: "m", MessageAttributes: noType }])).rejects.toMatchObject(
      awsError(
        "ValidationError",
        400,
        "1 validation error detected: Value null at 'publishBatchRequestEntries.2.member.messageAttributes.kind.member.dataType' failed to satisfy constraint: Member must not be null",
      ),
    );
    expect(await test.outbox()).toEqual([]);
  });

  it("of a FIFO topic is refused whole for one bad entry", async () => {
    const topic = await sns.CreateTopic(test.engine, test.signed, {
      Name: "alarms.fifo",
      Attributes: { FifoTopic: "true" },
    });
    const good = { Id: "good", Message: "m", MessageGroupId: "g", MessageDeduplicationId: "1" };
    await expect(batch([good, { Id: "bad", Message: "m" }], topic.TopicArn)).rejects.toMatchObject(
      invalid("The MessageGroupId parameter is required for FIFO topics"),
    );
    const noDefault = { Id: "json", Message: '{"sqs":"m"}', MessageStructure: "json" };
    await expect(batch([noDefault], topic.TopicArn)).rejects.toMatchObject(
      invalid("Message Structure - No default entry in JSON message body"),
    );
    const { Successful } = await batch([good, { ...good, Id: "again" }], topic.TopicArn);
    expect(Successful[0]).toMatchObject({ Id: "good", SequenceNumber: "10000000000000001000" });
    expect(Successful[1]).toEqual({ ...Successful[0], Id: "again" });
  });
});

import { describe, expect, it } from "vitest";
import {
  createDelivery,
  deleteDelivery,
  describeDeliveries,
  getDelivery,
  updateDeliveryConfiguration,
} from "./deliveries.ts";
import {
  deleteDeliveryDestinationPolicy,
  getDeliveryDestinationPolicy,
  putDeliveryDestinationPolicy,
} from "./delivery-destination-policies.ts";
import {
  deleteDeliveryDestination,
  describeDeliveryDestinations,
  getDeliveryDestination,
  putDeliveryDestination,
} from "./delivery-destinations.ts";
import {
  deleteDeliverySource,
  describeDeliverySources,
  getDeliverySource,
  putDeliverySource,
} from "./delivery-sources.ts";
import { type TestEngine, testEngine } from "./engine.testing.ts";
import { listTagsForResource, tagResource } from "./tag-resource.ts";

const prefix = "arn:aws:logs:us-east-1:123456789012";
const bucket = { destinationResourceArn: "arn:aws:s3:::logs" };
const source = {
  name: "cdn",
  resourceArn: "arn:aws:cloudfront::123456789012:distribution/E1",
  logType: "ACCESS_LOGS",
};
const missingSource = {
  code: "ResourceNotFoundException",
  message: "Requested Delivery Source does not exist in this account.",
};
const missingDestination = {
  code: "ResourceNotFoundException",
  message: "Requested Delivery Destination does not exist in this account.",
};
const conflict = { code: "ConflictException" };

const pair = { deliverySourceName: "cdn", deliveryDestinationArn: `${prefix}:delivery-destination:archive` };

async function withPair(): Promise<TestEngine> {
  const test = testEngine();
  await test.run(putDeliverySource, source);
  await test.run(putDeliveryDestination, { name: "archive", deliveryDestinationConfiguration: bucket });
  return test;
}

describe("a delivery destination", () => {
  it.each([
    ["arn:aws:s3:::logs", "S3"],
    ["arn:aws:logs:us-east-1:123456789012:log-group:g", "CWL"],
    ["arn:aws:firehose:us-east-1:123456789012:deliverystream/s", "FH"],
  ])("%s is of the type %s", async (destinationResourceArn, deliveryDestinationType) => {
    const { run } = testEngine();
    const deliveryDestinationConfiguration = { destinationResourceArn };
    await expect(
      run(putDeliveryDestination, { name: "d", outputFormat: "json", deliveryDestinationConfiguration }),
    ).resolves.toEqual({
      deliveryDestination: {
        name: "d",
        arn: `${prefix}:delivery-destination:d`,
        deliveryDestinationType,
        outputFormat: "json",
        deliveryDestinationConfiguration,
      },
    });
  });

  it("has a resource of its own unless it is for traces", async () => {
    const { run } = testEngine();
    await run(putDeliveryDestination, { name: "d", deliveryDestinationType: "XRAY" });
    const { deliveryDestination } = await run(getDeliveryDestination, { name: "d" });
    expect(deliveryDestination).toMatchObject({ deliveryDestinationType: "XRAY" });
    const invalid = { code: "ValidationException" };
    await expect(run(putDeliveryDestination, { name: "d" })).rejects.toMatchObject(invalid);
    const deliveryDestinationConfiguration = { destinationResourceArn: "arn:aws:sqs:us-east-1:123456789012:q" };
    await expect(run(putDeliveryDestination, { name: "d", deliveryDestinationConfiguration })).rejects.toMatchObject(
      invalid,
    );
  });

  it("refuses an unknown format in AWS's words", async () => {
    const { run } = testEngine();
    const input = { name: "d", outputFormat: "foobar", deliveryDestinationConfiguration: bucket };
    await expect(run(putDeliveryDestination, input)).rejects.toMatchObject({
      code: "ValidationException",
      message:
        "1 validation error detected: Value 'foobar' at 'outputFormat' failed to satisfy constraint: Member must satisfy enum value set: [w3c, raw, json, plain, parquet]",
    });
  });

  it("keeps its policy and its tags when it is replaced", async () => {
    const { run } = testEngine();
    const named = { deliveryDestinationName: "d" };
    await run(putDeliveryDestination, { name: "d", deliveryDestinationConfiguration: bucket, tags: { a: "1" } });
    await expect(run(getDeliveryDestinationPolicy, named)).resolves.toEqual({ policy: {} });
    const policy = { deliveryDestinationPolicy: '{"Statement":[]}' };
    await expect(run(putDeliveryDestinationPolicy, { ...named, ...policy })).resolves.toEqual({ policy });
    await run(putDeliveryDestination, { name: "d", deliveryDestinationConfiguration: bucket });
    await expect(run(getDeliveryDestinationPolicy, named)).resolves.toEqual({ policy });
    const changed = { name: "d", deliveryDestinationConfiguration: bucket };
    await expect(run(putDeliveryDestination, { ...changed, outputFormat: "json" })).rejects.toMatchObject({
      code: "ValidationException",
    });
    await expect(run(putDeliveryDestination, { ...changed, tags: { a: "2" } })).rejects.toMatchObject(conflict);
    const { deliveryDestinations } = await run(describeDeliveryDestinations, {});
    expect(deliveryDestinations).toMatchObject([{ name: "d", tags: { a: "1" } }]);
    expect(deliveryDestinations[0]).not.toHaveProperty("policy");
    await run(deleteDeliveryDestinationPolicy, named);
    await expect(run(getDeliveryDestinationPolicy, named)).resolves.toEqual({ policy: {} });
  });

  it("must exist to be asked for, deleted or given a policy, which is a JSON object", async () => {
    const { run } = await withPair();
    await expect(run(getDeliveryDestination, { name: "none" })).rejects.toMatchObject(missingDestination);
    await expect(run(deleteDeliveryDestination, { name: "none" })).rejects.toMatchObject(missingDestination);
    const policy = { deliveryDestinationName: "none", deliveryDestinationPolicy: "{}" };
    await expect(run(putDeliveryDestinationPolicy, policy)).rejects.toMatchObject(missingDestination);
    await expect(
      run(putDeliveryDestinationPolicy, { deliveryDestinationName: "archive", deliveryDestinationPolicy: "no" }),
    ).rejects.toMatchObject({ code: "ValidationException" });
  });
});

describe("a delivery source", () => {
  it("is shown with its service and its tags", async () => {
    const { run } = testEngine();
    const deliverySource = {
      name: "cdn",
      arn: `${prefix}:delivery-source:cdn`,
      resourceArns: [source.resourceArn],
      service: "cloudfront",
      logType: "ACCESS_LOGS",
      tags: { a: "1" },
    };
    await expect(run(putDeliverySource, { ...source, tags: { a: "1" } })).resolves.toEqual({ deliverySource });
    await expect(run(getDeliverySource, { name: "cdn" })).resolves.toEqual({ deliverySource });
    await expect(run(describeDeliverySources, {})).resolves.toEqual({ deliverySources: [deliverySource] });
  });

  it("is the only one for a resource and a type of log", async () => {
    const { run } = testEngine();
    await run(putDeliverySource, source);
    await run(putDeliverySource, source);
    await run(putDeliverySource, { ...source, name: "errors", logType: "ERROR_LOGS" });
    await expect(run(putDeliverySource, { ...source, name: "second" })).rejects.toMatchObject({
      ...conflict,
      message: "This ResourceId has already been used in another Delivery Source in this account",
    });
  });

  it("stays with its resource and its tags", async () => {
    const { run } = testEngine();
    await run(putDeliverySource, { ...source, tags: { a: "1" } });
    await expect(run(putDeliverySource, { ...source, resourceArn: `${source.resourceArn}x` })).rejects.toMatchObject(
      conflict,
    );
    await expect(run(putDeliverySource, { ...source, tags: { a: "2" } })).rejects.toMatchObject(conflict);
    const { deliverySource } = await run(putDeliverySource, source);
    expect(deliverySource.tags).toEqual({ a: "1" });
  });

  it("is not a bucket, and is an ARN", async () => {
    const { run } = testEngine();
    const put = (resourceArn: string) => run(putDeliverySource, { ...source, resourceArn });
    await expect(put("arn:aws:s3:::logs")).rejects.toMatchObject({
      code: "ResourceNotFoundException",
      message: "Cannot access provided service.",
    });
    await expect(put("cdn")).rejects.toMatchObject({ code: "ValidationException" });
  });

  it("must exist to be asked for or deleted", async () => {
    const { run } = await withPair();
    await run(deleteDeliverySource, { name: "cdn" });
    await expect(run(getDeliverySource, { name: "cdn" })).rejects.toMatchObject(missingSource);
    await expect(run(deleteDeliverySource, { name: "cdn" })).rejects.toMatchObject(missingSource);
  });
});

it("sources, destinations and deliveries are found by what the newer filters name, and page by page", async () => {
  const { run } = await withPair();
  await run(putDeliverySource, { ...source, name: "errors", logType: "ERROR_LOGS" });
  await run(putDeliverySource, { ...source, name: "other", resourceArn: `${source.resourceArn}x` });
  await run(putDeliveryDestination, { name: "second", deliveryDestinationConfiguration: bucket });
  await run(createDelivery, pair);
  await run(createDelivery, { ...pair, deliverySourceName: "other" });
  const ofCdn = await run(describeDeliverySources, { resourceArns: [source.resourceArn], limit: 1 });
  expect(ofCdn.deliverySources.map(({ name }) => name)).toEqual(["cdn"]);
  const rest = await run(describeDeliverySources, {
    resourceArns: [source.resourceArn],
    nextToken: ofCdn.nextToken ?? "",
  });
  expect(rest.deliverySources.map(({ name }) => name)).toEqual(["errors"]);
  const named = await run(describeDeliveryDestinations, { names: ["second"] });
  expect(named.deliveryDestinations.map(({ name }) => name)).toEqual(["second"]);
  const { deliveries } = await run(describeDeliveries, { deliverySourceNames: ["other"] });
  expect(deliveries.map(({ deliverySourceName }) => deliverySourceName)).toEqual(["other"]);
});

describe("a delivery", () => {
  it("is kept as it was created, and changed in what is given", async () => {
    const { run } = await withPair();
    const form = { recordFields: ["date"], fieldDelimiter: ",", s3DeliveryConfiguration: { suffixPath: "a/" } };
    const { delivery } = await run(createDelivery, { ...pair, ...form, tags: { a: "1" } });
    const { id } = delivery;
    expect(delivery).toEqual({
      id,
      arn: `${prefix}:delivery:${id}`,
      ...pair,
      deliveryDestinationType: "S3",
      ...form,
      tags: { a: "1" },
    });
    await run(tagResource, { resourceArn: delivery.arn, tags: { b: "2" } });
    await expect(run(listTagsForResource, { resourceArn: delivery.arn })).resolves.toEqual({
      tags: { a: "1", b: "2" },
    });
    await run(updateDeliveryConfiguration, { id, fieldDelimiter: ";" });
    const changed = { ...delivery, fieldDelimiter: ";", tags: { a: "1", b: "2" } };
    await expect(run(getDelivery, { id })).resolves.toEqual({ delivery: changed });
    await expect(run(describeDeliveries, {})).resolves.toEqual({ deliveries: [changed] });
  });

  it("needs its source and its destination", async () => {
    const { run } = await withPair();
    await expect(run(createDelivery, { ...pair, deliverySourceName: "none" })).rejects.toMatchObject(missingSource);
    for (const deliveryDestinationArn of [`${prefix}:delivery-destination:none`, "archive"]) {
      await expect(run(createDelivery, { ...pair, deliveryDestinationArn })).rejects.toMatchObject(missingDestination);
    }
  });

  it("holds its source and its destination until it is deleted, and is the only one between them", async () => {
    const { run } = await withPair();
    const { delivery } = await run(createDelivery, pair);
    await expect(run(createDelivery, pair)).rejects.toMatchObject(conflict);
    await run(putDeliveryDestination, { name: "second", deliveryDestinationConfiguration: bucket });
    const deliveryDestinationArn = `${prefix}:delivery-destination:second`;
    await expect(run(createDelivery, { ...pair, deliveryDestinationArn })).rejects.toMatchObject(conflict);
    await expect(run(deleteDeliverySource, { name: "cdn" })).rejects.toMatchObject(conflict);
    await expect(run(deleteDeliveryDestination, { name: "archive" })).rejects.toMatchObject(conflict);
    const { id } = delivery;
    await run(deleteDelivery, { id });
    for (const gone of [run(deleteDelivery, { id }), run(getDelivery, { id })]) {
      await expect(gone).rejects.toMatchObject({ code: "ResourceNotFoundException" });
    }
    await run(deleteDeliveryDestination, { name: "archive" });
    await expect(run(describeDeliveryDestinations, { names: ["archive"] })).resolves.toEqual({
      deliveryDestinations: [],
    });
  });
});

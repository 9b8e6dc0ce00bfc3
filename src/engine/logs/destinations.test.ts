import { describe, expect, it } from "vitest";
import {
  deleteDestination,
  describeDestinations,
  type PutDestinationInput,
  putDestination,
  putDestinationPolicy,
} from "./destinations.ts";
import { MINUTE, NOON, testEngine } from "./engine.testing.ts";
import { listTagsForResource, tagResource, untagResource } from "./tag-resource.ts";

const arn = "arn:aws:logs:us-east-1:123456789012:destination:central";
const input: PutDestinationInput = {
  destinationName: "central",
  targetArn: "arn:aws:kinesis:us-east-1:123456789012:stream/all",
  roleArn: "arn:aws:iam::123456789012:role/logs",
};
const accessPolicy = '{"Version":"2012-10-17","Statement":[]}';

describe("a destination", () => {
  it("is shown with its ARN and creation time, and without tags", async () => {
    const { run } = testEngine();
    const destination = { ...input, arn, creationTime: NOON };
    await expect(run(putDestination, { ...input, tags: { env: "a" } })).resolves.toEqual({ destination });
    await expect(run(describeDestinations, {})).resolves.toEqual({ destinations: [destination] });
    await expect(run(describeDestinations, { DestinationNamePrefix: "x" })).resolves.toEqual({ destinations: [] });
  });

  it("keeps its policy, its tags and its creation time when its target is replaced", async () => {
    const { run, clock } = testEngine();
    await run(putDestination, { ...input, tags: { env: "a" } });
    await run(putDestinationPolicy, { destinationName: "central", accessPolicy });
    clock.set(NOON + MINUTE);
    const targetArn = "arn:aws:kinesis:us-east-1:123456789012:stream/other";
    await run(putDestination, { ...input, targetArn, tags: { team: "b" } });
    await expect(run(describeDestinations, {})).resolves.toEqual({
      destinations: [{ ...input, targetArn, arn, creationTime: NOON, accessPolicy }],
    });
    await expect(run(listTagsForResource, { resourceArn: arn })).resolves.toEqual({ tags: { env: "a", team: "b" } });
  });

  it("is tagged and untagged by its ARN", async () => {
    const { run } = testEngine();
    await run(putDestination, input);
    await run(tagResource, { resourceArn: arn, tags: { a: "1", b: "2" } });
    await run(untagResource, { resourceArn: arn, tagKeys: ["a"] });
    await expect(run(listTagsForResource, { resourceArn: arn })).resolves.toEqual({ tags: { b: "2" } });
    await expect(run(listTagsForResource, { resourceArn: `${arn}x` })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
      message: "The specified destination does not exist.",
    });
  });

  it("must exist to get a policy, and the policy must be a JSON object", async () => {
    const { run } = testEngine();
    const refused = { code: "InvalidParameterException" };
    await expect(run(putDestinationPolicy, { destinationName: "none", accessPolicy })).rejects.toMatchObject(refused);
    await run(putDestination, input);
    await expect(run(putDestinationPolicy, { destinationName: "central", accessPolicy: "[]" })).rejects.toMatchObject(
      refused,
    );
  });

  it("can be deleted once", async () => {
    const { run } = testEngine();
    await run(putDestination, input);
    await run(deleteDestination, { destinationName: "central" });
    await expect(run(describeDestinations, {})).resolves.toEqual({ destinations: [] });
    await expect(run(deleteDestination, { destinationName: "central" })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
    });
  });

  it("is on one page of the sorted list", async () => {
    const { run } = testEngine();
    for (const destinationName of ["c", "a", "b"]) await run(putDestination, { ...input, destinationName });
    const first = await run(describeDestinations, { limit: 2 });
    const last = await run(describeDestinations, { limit: 2, nextToken: first.nextToken ?? "" });
    expect([first, last].map((page) => page.destinations.map((one) => one.destinationName))).toEqual([
      ["a", "b"],
      ["c"],
    ]);
    expect(last).not.toHaveProperty("nextToken");
  });
});

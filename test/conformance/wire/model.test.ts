import { describe, expect, it } from "vitest";
import { readTables } from "../../../scripts/sdk-schema.ts";
import cloudtrail from "../../../src/aws/model/cloudtrail.json" with { type: "json" };
import cloudwatch from "../../../src/aws/model/cloudwatch.json" with { type: "json" };
import logs from "../../../src/aws/model/logs.json" with { type: "json" };
import sns from "../../../src/aws/model/sns.json" with { type: "json" };
import sts from "../../../src/aws/model/sts.json" with { type: "json" };

const SERVICES = [
  { service: "cloudtrail", client: "@aws-sdk/client-cloudtrail", table: cloudtrail },
  { service: "cloudwatch", client: "@aws-sdk/client-cloudwatch", table: cloudwatch },
  { service: "logs", client: "@aws-sdk/client-cloudwatch-logs", table: logs },
  { service: "sns", client: "@aws-sdk/client-sns", table: sns },
  { service: "sts", client: "@aws-sdk/client-sts", table: sts },
];

describe("the operation tables", () => {
  it.each(SERVICES)("$service is what the installed $client says", async ({ service, client, table }) => {
    const exported: Record<string, unknown> = await import(client);
    const { operations, shapes, errors } = readTables(service, exported);
    // Through JSON, where an absent input or output leaves no trace.
    const read: unknown = JSON.parse(
      JSON.stringify({
        operations: Object.fromEntries(operations),
        shapes: Object.fromEntries(shapes),
        errors: Object.fromEntries(errors),
      }),
    );
    expect(read).toEqual({ operations: table.operations, shapes: table.shapes, errors: table.errors });
  });
});

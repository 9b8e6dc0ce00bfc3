import { describe, expect, it } from "vitest";
import { AwsError } from "../engine/aws-error.ts";
import { errorResponse } from "./errors.ts";
import { parseCbor } from "./protocol/cbor-reader.ts";
import { serviceBySigningName } from "./service.ts";
import type { Wire } from "./wire.ts";

const PLAIN: Wire = { kind: "json", version: "1.0", queryMode: false };
const QUERY_MODE: Wire = { kind: "json", version: "1.0", queryMode: true };
const monitoring = serviceBySigningName("monitoring");

function cloudwatch(
  code: string,
  status: number,
  wire: Wire,
): { type: string; status: number; queryError: string | undefined } {
  const response = errorResponse(new AwsError(code, status, "m"), wire, monitoring, "id-1");
  const { __type } = JSON.parse(String(response.body));
  return { type: __type, status: response.status, queryError: response.headers["x-amzn-query-error"] };
}

describe("CloudWatch errors in JSON", () => {
  it.each([
    ["ValidationError", 400, "com.amazon.coral.validate#ValidationException"],
    ["InvalidParameterValue", 400, "com.amazon.coral.service#InvalidParameterValueException"],
    ["InvalidParameterCombination", 400, "com.amazon.coral.service#InvalidParameterCombinationException"],
    ["MissingParameter", 400, "com.amazon.coral.service#MissingRequiredParameterException"],
    ["InvalidFormat", 400, "com.amazonaws.cloudwatch.v2010_08_01#InvalidFormatFault"],
    ["InvalidNextToken", 400, "com.amazonaws.cloudwatch.v2010_08_01#InvalidNextToken"],
    ["LimitExceeded", 400, "com.amazonaws.cloudwatch.v2010_08_01#LimitExceededFault"],
    ["ResourceNotFound", 404, "com.amazonaws.cloudwatch.v2010_08_01#ResourceNotFound"],
    ["ResourceNotFoundException", 404, "com.amazonaws.cloudwatch.v2010_08_01#ResourceNotFoundException"],
    ["InternalServiceError", 500, "com.amazonaws.cloudwatch.v2010_08_01#InternalServiceFault"],
    ["AccessDenied", 403, "com.amazon.coral.service#AccessDeniedException"],
  ])("%s keeps its query code and status for clients in query mode", (code, status, type) => {
    const fault = status < 500 ? "Sender" : "Receiver";
    expect(cloudwatch(code, status, QUERY_MODE)).toEqual({ type, status, queryError: `${code};${fault}` });
  });

  it("without query mode a client's fault is 400 and has no query code", () => {
    expect(cloudwatch("ResourceNotFound", 404, PLAIN)).toMatchObject({ status: 400, queryError: undefined });
    expect(cloudwatch("InternalServiceError", 500, PLAIN)).toMatchObject({ status: 500 });
  });

  it("either name of an error may be given", () => {
    expect(cloudwatch("ValidationException", 400, QUERY_MODE)).toMatchObject({ queryError: "ValidationError;Sender" });
  });
});

describe("errors of the other services and protocols", () => {
  it("Logs has bare shape names, and leaves out the message AWS does not give", () => {
    const logs = serviceBySigningName("logs");
    const wire: Wire = { kind: "json", version: "1.1", queryMode: false };
    expect(errorResponse(new AwsError("InvalidParameterException", 400), wire, logs, "i").body).toBe(
      '{"__type":"InvalidParameterException"}',
    );
  });

  it("CBOR has the same document and its own headers", () => {
    const wire: Wire = { kind: "cbor", queryMode: true };
    const response = errorResponse(new AwsError("InvalidFormat", 400, "m"), wire, monitoring, "i");
    expect(response.headers).toEqual({
      "content-type": "application/cbor",
      "smithy-protocol": "rpc-v2-cbor",
      "x-amzn-query-error": "InvalidFormat;Sender",
    });
    expect(parseCbor(new Uint8Array(Buffer.from(response.body)))).toEqual({
      __type: "com.amazonaws.cloudwatch.v2010_08_01#InvalidFormatFault",
      message: "m",
    });
  });

  it("a query sees the code, whichever name was given, in its service's namespace", () => {
    const response = errorResponse(
      new AwsError("ValidationException", 400, "a < b"),
      { kind: "query" },
      monitoring,
      "id-1",
    );
    expect(response.body).toBe(
      '<ErrorResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><Error><Type>Sender</Type>' +
        "<Code>ValidationError</Code><Message>a &lt; b</Message></Error><RequestId>id-1</RequestId></ErrorResponse>",
    );
  });

  it("SNS keeps the status of its model", () => {
    const sns = serviceBySigningName("sns");
    expect(
      errorResponse(new AwsError("NotFound", 404, "Topic does not exist"), { kind: "query" }, sns, "i").status,
    ).toBe(404);
  });
});

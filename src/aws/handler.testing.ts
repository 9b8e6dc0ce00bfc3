import { type AwsCall, type AwsHandlerOptions, createAwsHandler } from "./handler.ts";

/** A handler whose operations answer what the test says, with what it was asked and what it logged. */
export interface TestHandler {
  readonly handle: (request: Request) => Promise<Response>;
  readonly calls: readonly AwsCall[];
  readonly logged: readonly object[];
}

export function testHandler(
  answer: (call: AwsCall) => object = () => ({}),
  overrides: Partial<AwsHandlerOptions> = {},
): TestHandler {
  const calls: AwsCall[] = [];
  const logged: object[] = [];
  const handle = createAwsHandler({
    invoke: async (call) => {
      calls.push(call);
      return answer(call);
    },
    serves: () => true,
    account: "123456789012",
    region: "us-east-1",
    newRequestId: () => "request-1",
    log: { error: (fields) => logged.push(fields) },
    ...overrides,
  });
  return { handle, calls, logged };
}

/** A JSON request as the CLI sends it; `target` is `Logs_20140328.PutLogEvents`. */
export function jsonRequest(target: string, input: unknown, headers: Record<string, string> = {}): Request {
  const version = target.startsWith("Granite") ? "1.0" : "1.1";
  return new Request("http://127.0.0.1:4666/", {
    method: "POST",
    headers: { "content-type": `application/x-amz-json-${version}`, "x-amz-target": target, ...headers },
    body: typeof input === "string" ? input : JSON.stringify(input),
  });
}

/** A form request as the CLI sends it. */
export function queryRequest(form: string, headers: Record<string, string> = {}): Request {
  return new Request("http://127.0.0.1:4666/", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8", ...headers },
    body: form,
  });
}

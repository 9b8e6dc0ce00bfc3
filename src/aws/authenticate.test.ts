import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { AuthMode } from "./authenticate.ts";
import { testHandler } from "./handler.testing.ts";
import { refusalOfSender } from "./permit.ts";
import { sha256, signatureOf } from "./sigv4-canonical.ts";
import { signedHeaders } from "./sigv4-sign.ts";

const NOW = Date.parse("2026-11-21T10:00:00Z");
const KEY = { accessKeyId: "TOCSINEXAMPLE", secretAccessKey: "secret" };

function authentication(mode: AuthMode) {
  return {
    mode,
    secretOf: async (id: string) => (id === KEY.accessKeyId ? KEY.secretAccessKey : undefined),
    now: () => NOW,
  };
}

interface Sent {
  readonly service?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent, but not signed. */
  readonly unsigned?: Readonly<Record<string, string>>;
  readonly key?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly time?: string;
  readonly date?: string;
  readonly region?: string;
  readonly payloadHash?: string;
  readonly signed?: readonly string[];
}

const JSON_CALL = { "content-type": "application/x-amz-json-1.1", "x-amz-target": "Logs_20140328.DescribeLogGroups" };
const FORM_CALL = { "content-type": "application/x-www-form-urlencoded" };

/** A request as a client signs it, in its header. */
function signed(sent: Sent = {}): Request {
  const { service = "logs", body = "{}", key = KEY, time = "20261121T100000Z", region = "eu-west-1" } = sent;
  const date = sent.date ?? time.slice(0, 8);
  const headers: Record<string, string> = {
    host: "127.0.0.1:4666",
    "x-amz-date": time,
    ...(sent.headers ?? JSON_CALL),
  };
  const names = sent.signed ?? Object.keys(headers).sort();
  const parts = { method: "POST", path: "/", query: "", header: (name: string) => headers[name] ?? null };
  const scope = { time, date, region, service };
  const signature = signatureOf(parts, names, sent.payloadHash ?? sha256(body), scope, key.secretAccessKey);
  const credential = `${key.accessKeyId}/${date}/${region}/${service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
  const all = { ...headers, ...sent.unsigned, authorization };
  return new Request("http://127.0.0.1:4666/", { method: "POST", headers: all, body });
}

function presigned(query: string, time: string, expires: number, payloadHash = sha256("")): Request {
  const credential = encodeURIComponent(`${KEY.accessKeyId}/${time.slice(0, 8)}/us-east-1/sts/aws4_request`);
  const whole = `${query}&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${credential}&X-Amz-Date=${time}&X-Amz-Expires=${expires}&X-Amz-SignedHeaders=host`;
  const parts = { method: "GET", path: "/", query: whole, header: () => "127.0.0.1:4666" };
  const scope = { time, date: time.slice(0, 8), region: "us-east-1", service: "sts" };
  const signature = signatureOf(parts, ["host"], payloadHash, scope, KEY.secretAccessKey);
  return new Request(`http://127.0.0.1:4666/?${whole}&X-Amz-Signature=${signature}`);
}

async function outcome(request: Request, mode: AuthMode = "strict") {
  const { handle, calls } = testHandler(() => ({}), { authentication: authentication(mode) });
  const response = await handle(request);
  const text = await response.text();
  const code = /<Code>(\w+)<|"__type":"(?:[^"#]*#)?(\w+)"/.exec(text);
  const message = /<Message>([^<]*)<|"message":"([^"]*)"/.exec(text);
  return {
    status: response.status,
    code: code?.[1] ?? code?.[2] ?? "",
    message: message?.[1] ?? message?.[2] ?? "",
    calls,
  };
}

const IDENTITY = "Action=GetCallerIdentity&Version=2011-06-15";

describe("a strict endpoint", () => {
  it("takes what a known key has signed, in the header or in the URL", async () => {
    expect(await outcome(signed())).toMatchObject({ status: 200, calls: [{ signed: true }] });
    expect(await outcome(presigned(IDENTITY, "20261121T093000Z", 3600))).toMatchObject({ status: 200 });
    const form = { service: "sns", body: "Action=ListTopics&Version=2010-03-31", headers: FORM_CALL };
    expect(await outcome(signed(form))).toMatchObject({ status: 200, calls: [{ service: "sns" }] });
  });

  it("verifies the bytes that were sent, before they are decompressed", async () => {
    const headers = { ...JSON_CALL, "content-encoding": "gzip" };
    const body = new Uint8Array(gzipSync("{}"));
    expect((await outcome(signed({ body, headers }))).status).toBe(200);
    const meant = await outcome(signed({ body, headers, payloadHash: sha256("{}") }));
    expect(meant).toMatchObject({ status: 400, code: "InvalidSignatureException", calls: [] });
  });

  it("believes a declared digest only when it is the body's, unless the client says that the body is not signed", async () => {
    const declared = (hash: string) => ({ ...JSON_CALL, "x-amz-content-sha256": hash });
    const other = sha256("other");
    expect((await outcome(signed({ headers: declared(sha256("{}")) }))).status).toBe(200);
    expect((await outcome(signed({ headers: declared(other), payloadHash: other }))).code).toBe(
      "InvalidSignatureException",
    );
    const unsignedPayload = { headers: declared("UNSIGNED-PAYLOAD"), payloadHash: "UNSIGNED-PAYLOAD" };
    expect((await outcome(signed(unsignedPayload))).status).toBe(200);
  });

  it.each<readonly [string, Sent]>([
    ["another secret", { key: { ...KEY, secretAccessKey: "guess" } }],
    ["another body", { payloadHash: sha256("{ }") }],
    ["a scope of another service", { service: "sns" }],
    ["a scope of another day", { date: "20261120" }],
    ["a header of AWS's that is not signed", { unsigned: { "x-amz-extra": "1" } }],
    ["an operation that is not signed", { signed: ["host", "x-amz-date"] }],
    ["a host that is not signed", { signed: ["content-type", "x-amz-date", "x-amz-target"] }],
    ["a time too long ago", { time: "20261121T094459Z" }],
    ["a time too far ahead", { time: "20261121T101501Z" }],
  ])("refuses %s", async (_name, sent) => {
    expect(await outcome(signed(sent))).toMatchObject({ status: 400, code: "InvalidSignatureException", calls: [] });
  });

  it("says when a signature expired, in the words that AWS uses", async () => {
    expect((await outcome(signed({ time: "20261121T090000Z" }))).message).toBe(
      "Signature expired: 20261121T090000Z is now earlier than 20261121T094500Z (20261121T100000Z - 15 min.)",
    );
    expect((await outcome(presigned(IDENTITY, "20261121T080000Z", 3600))).code).toBe("RequestExpired");
  });

  it("refuses with the name of the protocol: a key it does not know, a missing and a broken signature", async () => {
    const unknown = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
    const form = { service: "sns", body: "Action=ListTopics&Version=2010-03-31", headers: FORM_CALL };
    const bare = (init: RequestInit) => new Request("http://127.0.0.1:4666/", { method: "POST", ...init });
    const seen = await Promise.all(
      [
        signed({ key: unknown }),
        signed({ ...form, key: unknown }),
        bare({ headers: JSON_CALL, body: "{}" }),
        bare({ headers: FORM_CALL, body: form.body }),
        bare({ headers: { ...JSON_CALL, authorization: "AWS4-HMAC-SHA256 Credential=x" }, body: "{}" }),
        bare({ headers: { ...FORM_CALL, authorization: "Basic dXNlcjpwYXNz" }, body: form.body }),
        signed({ headers: { ...JSON_CALL, "x-amz-security-token": "of another key" } }),
      ].map(async (request) => {
        const { status, code, calls } = await outcome(request);
        return [status, code, calls.length];
      }),
    );
    expect(seen).toEqual([
      [400, "UnrecognizedClientException", 0],
      [403, "InvalidClientTokenId", 0],
      [400, "MissingAuthenticationTokenException", 0],
      [403, "MissingAuthenticationToken", 0],
      [400, "IncompleteSignatureException", 0],
      [400, "IncompleteSignature", 0],
      [400, "UnrecognizedClientException", 0],
    ]);
  });

  it("lets readers of messages confirm and unsubscribe without a key, and nothing else", async () => {
    const get = (query: string) => new Request(`http://127.0.0.1:4666/?${query}`);
    const confirm = await outcome(get("Action=ConfirmSubscription&TopicArn=arn&Token=t"));
    expect(confirm).toMatchObject({ status: 200, calls: [{ signed: false }] });
    const body = "Action=Unsubscribe&Version=2010-03-31&SubscriptionArn=arn";
    const post = new Request("http://127.0.0.1:4666/", { method: "POST", headers: FORM_CALL, body });
    expect(await outcome(post)).toMatchObject({ status: 200, calls: [{ signed: false }] });
    expect((await outcome(get("Action=DeleteTopic&Version=2010-03-31&TopicArn=arn"))).status).toBe(403);
    expect((await outcome(get("Action=ConfirmSubscription&Version=2011-06-15"))).status).toBe(403);
  });
});

describe("a lenient endpoint", () => {
  it("takes unsigned requests and those of keys it does not know, but no bad signature of one it knows", async () => {
    const unsigned = new Request("http://127.0.0.1:4666/", { method: "POST", headers: JSON_CALL, body: "{}" });
    const key = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "any" };
    expect((await outcome(unsigned, "lenient")).status).toBe(200);
    expect((await outcome(signed({ key }), "lenient")).status).toBe(200);
    expect((await outcome(signed(), "lenient")).status).toBe(200);
    const guess = signed({ key: { ...KEY, secretAccessKey: "guess" } });
    expect((await outcome(guess, "lenient")).code).toBe("InvalidSignatureException");
  });
});

describe("Tocsin's own interface", () => {
  const url = "http://127.0.0.1:4666/_tocsin/ingest";
  const post = (headers: Readonly<Record<string, string>>, body: string) =>
    refusalOfSender(authentication("strict"), new Request(url, { method: "POST", headers, body }), async () =>
      new TextEncoder().encode(body),
    );

  it("takes what its own client signs, and nothing that was changed on the way", async () => {
    const headers = signedHeaders({ method: "POST", url, body: "{}" }, KEY, NOW);
    expect(await post(headers, "{}")).toBeUndefined();
    expect(await post(headers, "[]")).toContain("SignatureDoesNotMatch");
    expect(await post({}, "{}")).toContain("signed requests only");
  });
});

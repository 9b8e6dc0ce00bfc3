import { describe, expect, it } from "vitest";
import { isLoopbackName, refusalOf } from "./guard.ts";

function refusal(headers: Readonly<Record<string, string>>, path = "/"): string | undefined {
  return refusalOf(new Request(`http://127.0.0.1:4666${path}`, { headers }));
}

describe("the guard of the endpoint", () => {
  it.each([
    "127.0.0.1:4666",
    "127.0.0.1",
    "127.8.9.10:80",
    "localhost",
    "LocalHost:4666",
    "sns.us-east-1.localhost:4666",
    "[::1]:4666",
    "[::1]",
  ])("answers to the loopback name %s", (host) => {
    expect(refusal({ host })).toBeUndefined();
  });

  it.each([
    "evil.example",
    "evil.example:4666",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "notlocalhost",
    "127.0.0.1@evil.example",
    "128.0.0.1",
    "127.0.0.256",
    "127.0.1",
    "127.0.0.0x1",
    "0.0.0.0:4666",
    "10.0.0.1",
    "192.168.0.1:4666",
    "[::2]:4666",
    "[fe80::1]",
    "[::ffff:10.0.0.1]",
    "127.0.0.1:4666:80",
  ])("refuses %s as Host, which a page can bind to this machine or nobody means it by", (host) => {
    expect(refusal({ host })).toContain(`the Host header names ${JSON.stringify(host)}`);
  });

  it("takes the URL for the name when there is no Host header", () => {
    expect(refusalOf(new Request("http://localhost:4666/"))).toBeUndefined();
    expect(refusalOf(new Request("http://evil.example/"))).toContain('"evil.example"');
  });

  it("refuses what a page of another origin sends", () => {
    const host = "127.0.0.1:4666";
    for (const origin of [
      "https://evil.example",
      "http://localhost:4666",
      "http://127.0.0.1:8080",
      "https://127.0.0.1:4666",
      "null",
      "",
    ]) {
      expect(refusal({ host, origin })).toContain(`another origin (${JSON.stringify(origin)})`);
    }
    expect(refusal({ host, origin: "http://127.0.0.1:4666" })).toBeUndefined();
  });

  it("refuses an operation that a page of another origin calls by an image or a frame, which say no Origin", () => {
    const host = "127.0.0.1:4666";
    const target = "/?Action=DeleteTopic&TopicArn=arn:aws:sns:us-east-1:123456789012:alerts";
    for (const mode of ["no-cors", "navigate"]) {
      expect(refusal({ host, "sec-fetch-site": "cross-site", "sec-fetch-mode": mode }, target)).toBeDefined();
    }
    expect(refusal({ host, "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" }, target)).toBeUndefined();
  });

  it("answers to any name once it is open to other machines, though not to pages of another origin", () => {
    const named = (headers: Readonly<Record<string, string>>) =>
      refusalOf(new Request("http://tocsin:4666/", { headers: { host: "tocsin:4666", ...headers } }), true);
    expect(named({})).toBeUndefined();
    expect(named({ origin: "http://tocsin:4666" })).toBeUndefined();
    expect(named({ origin: "https://evil.example" })).toContain("another origin");
  });

  describe("under a host that a client has put a prefix before", () => {
    const tail = (host: string, headers: Readonly<Record<string, string>> = {}, method = "POST") =>
      refusalOf(
        new Request("http://localhost:4666/", {
          method,
          headers: { host, "x-amz-target": "Logs_20140328.StartLiveTail", ...headers },
        }),
      );

    it.each([
      "stream-localhost:4666",
      "streaming-localhost",
      "stream-logs.localhost:4666",
    ])("lets a Live Tail in as %s", (host) => {
      expect(tail(host)).toBeUndefined();
    });

    it("lets in nothing else, and no page that has that name", () => {
      const refused = "the Host header names";
      expect(tail("stream-localhost", { "x-amz-target": "Logs_20140328.GetLogEvents" })).toContain(refused);
      expect(tail("stream-localhost", { origin: "http://stream-localhost" })).toContain(refused);
      expect(tail("stream-localhost", {}, "GET")).toContain(refused);
      expect(tail("stream-evil.example")).toContain(refused);
      expect(tail("xstream-localhost")).toContain(refused);
    });
  });

  it("lets a reader of mail follow the link that confirms a subscription", () => {
    const host = "127.0.0.1:4666";
    const link = "/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-east-1:123456789012:alerts&Token=0";
    for (const site of ["none", "cross-site"]) {
      expect(refusal({ host, "sec-fetch-site": site, "sec-fetch-mode": "navigate" }, link)).toBeUndefined();
    }
  });
});

describe("a loopback name", () => {
  it("may be an IPv6 address with or without brackets, as --host takes it", () => {
    expect(["::1", "[::1]", "127.0.0.1", "localhost"].map(isLoopbackName)).toEqual([true, true, true, true]);
  });

  it("is none when it means every address, nothing, or another machine", () => {
    const names = ["::", "0.0.0.0", "", "localhost.", ".localhost.example", "example", "127", "1.127.0.0"];
    expect(names.filter(isLoopbackName)).toEqual([]);
  });
});

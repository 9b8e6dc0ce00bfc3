import { describe, expect, it } from "vitest";
import { sha256, signatureOf } from "./sigv4-canonical.ts";

const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const TIME = "20150830T123600Z";

interface Vector {
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly service?: string;
}

function signature({ method = "GET", path = "/", query = "", headers = {}, service = "service" }: Vector): string {
  const sent = new Map(Object.entries({ host: "example.amazonaws.com", "x-amz-date": TIME, ...headers }));
  const parts = { method, path, query, header: (name: string) => sent.get(name) ?? null };
  const scope = { time: TIME, date: "20150830", region: "us-east-1", service };
  return signatureOf(parts, [...sent.keys()].sort(), sha256(""), scope, SECRET);
}

describe("signatureOf", () => {
  // The signatures are those that AWS publishes with its examples and its test suite of SigV4.
  it.each<readonly [string, Vector, string]>([
    ["a plain GET", {}, "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"],
    ["a plain POST", { method: "POST" }, "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"],
    [
      "a query out of order",
      { query: "Param2=value2&Param1=value1" },
      "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    ],
    [
      "header values with spaces",
      { headers: { "my-header1": " value1", "my-header2": ' "a   b   c"' } },
      "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736",
    ],
    [
      "the ListUsers example",
      {
        query: "Action=ListUsers&Version=2010-05-08",
        headers: {
          host: "iam.amazonaws.com",
          "content-type": "application/x-www-form-urlencoded; charset=utf-8",
        },
        service: "iam",
      },
      "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
    ],
  ])("%s is signed as AWS publishes it", (_name, vector, published) => {
    expect(signature(vector)).toBe(published);
  });

  it("does not care how a parameter was percent-encoded, nor about the signature among them", () => {
    expect(signature({ query: "a=%7e&b=%2a&X-Amz-Signature=00" })).toBe(signature({ query: "b=*&a=~" }));
    expect(signature({ query: "a" })).toBe(signature({ query: "a=" }));
  });

  it("tells a plus from a space, and broken encoding from none", () => {
    const different = ["a=+", "a=%20", "a=%", "a=%25%32", ""].map((query) => signature({ query }));
    expect(new Set(different).size).toBe(different.length);
  });

  it("encodes a path again, and takes repeated slashes for one", () => {
    expect(signature({ path: "/a%20b" })).not.toBe(signature({ path: "/a b" }));
    expect(signature({ path: "//a///b" })).toBe(signature({ path: "/a/b" }));
  });
});

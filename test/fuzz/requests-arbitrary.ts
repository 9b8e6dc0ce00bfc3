import { gzipSync } from "node:zlib";
import fc, { type Arbitrary } from "fast-check";
import { type Operation, serviceModel } from "../../src/aws/model.ts";
import { findOperation } from "../../src/engine/operations.ts";
import type { ServiceName } from "../../src/engine/scope.ts";
import { toCbor, toForm, toJson } from "./encode.ts";
import { inputOf } from "./inputs.ts";

/** How a request says that it is encoded, which is how its answer must be. */
export type Protocol = "json 1.0" | "json 1.1" | "cbor" | "query";

/** A request in parts, so that a failure can be shown and repeated. */
export interface Shot {
  readonly protocol: Protocol;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

interface Target {
  readonly service: FuzzedService;
  readonly operation: Operation;
}

const PREFIXES: Readonly<Record<FuzzedService, string>> = {
  logs: "Logs_20140328",
  cloudwatch: "GraniteServiceVersion20100801",
  cloudtrail: "CloudTrail_20131101",
  sns: "AmazonSimpleNotificationService",
  sts: "AWSSecurityTokenServiceV20110615",
  iam: "AmazonIdentityManagement",
  kms: "TrentService",
};
const VERSIONS: Readonly<Record<FuzzedService, string>> = {
  logs: "2014-03-28",
  cloudwatch: "2010-08-01",
  cloudtrail: "2013-11-01",
  sns: "2010-03-31",
  sts: "2011-06-15",
  iam: "2010-05-08",
  kms: "2014-11-01",
};
const SERVICES = ["logs", "cloudwatch", "sns", "cloudtrail", "sts", "iam", "kms"] as const;
type FuzzedService = Extract<ServiceName, (typeof SERVICES)[number]>;
const encoder = new TextEncoder();

function targets(protocol: Protocol): readonly Target[] {
  const spoken: Readonly<Record<Protocol, readonly FuzzedService[]>> = {
    "json 1.0": ["cloudwatch"],
    "json 1.1": ["logs", "cloudtrail", "kms"],
    cbor: ["cloudwatch"],
    query: ["sns", "sts", "cloudwatch", "iam"],
  };
  return spoken[protocol].flatMap((service) =>
    [...serviceModel(service).operations.values()]
      .filter(({ name }) => findOperation(service, name) !== undefined)
      .map((operation) => ({ service, operation })),
  );
}

/** A target of the protocol; now and then an operation of any service, which the protocol may not have. */
function targetOf(protocol: Protocol): Arbitrary<Target> {
  const anything = SERVICES.flatMap((service) =>
    [...serviceModel(service).operations.values()].map((operation) => ({ service, operation })),
  );
  return fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...targets(protocol)) },
    { weight: 1, arbitrary: fc.constantFrom(...anything) },
  );
}

/** Requests of one protocol, from nearly right to hopeless. */
export function shots(protocol: Protocol): Arbitrary<Shot> {
  const whole = targetOf(protocol).chain((target) =>
    inputOf(target.operation.input).map((input) => aim(protocol, target, input)),
  );
  return fc.tuple(whole, damage, headerDamage).map(([shot, damageBody, damageHead]) => damageHead(damageBody(shot)));
}

function aim(protocol: Protocol, { service, operation }: Target, input: unknown): Shot {
  switch (protocol) {
    case "json 1.0":
    case "json 1.1": {
      const headers = {
        "content-type": `application/x-amz-json-${protocol.slice(5)}`,
        "x-amz-target": `${PREFIXES[service]}.${operation.name}`,
      };
      return { protocol, method: "POST", path: "/", headers, body: encoder.encode(toJson(input)) };
    }
    case "cbor": {
      const headers = {
        "content-type": "application/cbor",
        "smithy-protocol": "rpc-v2-cbor",
        accept: "application/cbor",
      };
      const path = `/service/${PREFIXES[service]}/operation/${operation.name}`;
      return { protocol, method: "POST", path, headers, body: toCbor(input) };
    }
    case "query": {
      const form = new URLSearchParams({ Action: operation.name, Version: VERSIONS[service] });
      toForm(operation.input, input, "", form);
      const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
      return { protocol, method: "POST", path: "/", headers, body: encoder.encode(form.toString()) };
    }
  }
}

type Damage = (shot: Shot) => Shot;

function withBody(change: (body: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): Damage {
  return (shot) => ({ ...shot, body: change(shot.body) });
}

function withHeaders(headers: Readonly<Record<string, string>>): Damage {
  return (shot) => ({ ...shot, headers: { ...shot.headers, ...headers } });
}

const asItIs: Damage = (shot) => shot;
const bomb = new Uint8Array(gzipSync(new Uint8Array(17 * 1024 * 1024)));
const deep: Readonly<Record<Protocol, Uint8Array<ArrayBuffer>>> = {
  "json 1.0": encoder.encode('{"MetricData":'.concat("[".repeat(200_000))),
  "json 1.1": encoder.encode("[".repeat(100_000).concat("]".repeat(100_000))),
  cbor: new Uint8Array(100_000).fill(0x81),
  query: encoder.encode(`Action=Publish&Version=2010-03-31&${"a.".repeat(50_000)}=1`),
};

/** What happens to a body on its way. */
const damage: Arbitrary<Damage> = fc.oneof(
  { weight: 600, arbitrary: fc.constant(asItIs) },
  {
    weight: 60,
    arbitrary: fc
      .double({ min: 0, max: 1, noNaN: true })
      .map((part) => withBody((body) => body.slice(0, body.length * part))),
  },
  {
    weight: 60,
    arbitrary: fc
      .tuple(fc.nat(), fc.nat(255))
      .map(([at, byte]) => withBody((body) => (body.length === 0 ? body : body.with(at % body.length, byte)))),
  },
  { weight: 20, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => withBody(() => new Uint8Array(bytes))) },
  { weight: 10, arbitrary: fc.constant(withBody((body) => new Uint8Array([...body, 0xc3, 0x28]))) },
  {
    weight: 10,
    arbitrary: fc
      .constantFrom("{", "null", "[]", '"x"', "1e999", '{"a":1}{', "\ufeff{}", '{"Threshold":1e999}')
      .map((text) => withBody(() => encoder.encode(text))),
  },
  {
    weight: 20,
    arbitrary: fc.constant((shot: Shot) =>
      withHeaders({ "content-encoding": "gzip" })({ ...shot, body: new Uint8Array(gzipSync(shot.body)) }),
    ),
  },
  { weight: 10, arbitrary: fc.constant(withHeaders({ "content-encoding": "gzip" })) },
  { weight: 1, arbitrary: fc.constant((shot: Shot) => ({ ...shot, body: deep[shot.protocol] })) },
  {
    weight: 1,
    arbitrary: fc.constant((shot: Shot) => withHeaders({ "content-encoding": "gzip" })({ ...shot, body: bomb })),
  },
);

/** What is wrong with the head; the protocol stays the one that is announced. */
const headerDamage: Arbitrary<Damage> = fc.oneof(
  { weight: 60, arbitrary: fc.constant(asItIs) },
  { weight: 4, arbitrary: fc.constant(withHeaders({ "x-amzn-query-mode": "true" })) },
  {
    weight: 4,
    arbitrary: fc.string({ unit: "grapheme-ascii", maxLength: 60 }).map((text) => withHeaders({ authorization: text })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom("sns", "logs", "monitoring", "sts", "iam"), fc.constantFrom("us-east-1", "eu-west-1", "x"))
      .map(([service, region]) =>
        withHeaders({
          authorization: `AWS4-HMAC-SHA256 Credential=AK/20261121/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
        }),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom("gzip, gzip", "br", "identity", "amz-1.0")
      .map((name) => withHeaders({ "content-encoding": name })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom("0", "5", "99999999", "-1", "x").map((size) => withHeaders({ "content-length": size })),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(
        "Logs_20140328.",
        ".PutLogEvents",
        "Logs_20140328.putLogEvents",
        "X.Y",
        "a",
        "Logs_20140328.__proto__",
      )
      .map(
        (target) => (shot: Shot) =>
          shot.protocol.startsWith("json") ? withHeaders({ "x-amz-target": target })(shot) : shot,
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(
        "/service/X/operation/Y",
        "/service//operation/",
        "/x",
        "/?Action=Publish",
        "/?Action=&Version=%zz",
        "//",
      )
      .map((path) => (shot: Shot) => ({ ...shot, path })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom("PUT", "DELETE", "PATCH", "OPTIONS")
      .map((method) => (shot: Shot) => ({ ...shot, method })),
  },
);

import { type Operation, serviceModel } from "../src/aws/model.ts";
import { SUPPORT, type Support } from "../src/aws/support.ts";
import { findOperation } from "../src/engine/operations.ts";
import { s3Operations } from "../src/engine/s3/operations.ts";
import type { ServiceName } from "../src/engine/scope.ts";

/** AWS's name of each service and the protocols in which Tocsin speaks it. */
const SERVICES: ReadonlyMap<ServiceName, { readonly title: string; readonly protocols: string }> = new Map([
  ["logs", { title: "CloudWatch Logs", protocols: "JSON 1.1" }],
  ["cloudwatch", { title: "CloudWatch", protocols: "JSON 1.0 and 1.1, query, CBOR" }],
  ["sns", { title: "SNS", protocols: "query" }],
  ["cloudtrail", { title: "CloudTrail", protocols: "JSON 1.1" }],
  ["sts", { title: "STS", protocols: "query" }],
]);

const INTRODUCTION = `<!-- Written by scripts/generate-compatibility.ts from the tables that the server itself goes by. Do not edit. -->
# Compatibility

What Tocsin does with every operation of the services it answers for, and with every parameter of those it serves:

- **exact**: acted upon as AWS does, as far as AWS documents it or it was observed; the SPEC.md files say how sure each
  rule is.
- **stored**: accepted, kept and given back, and not acted upon.
- **refused**: answered with an error that names the parameter. \`false\` and empty lists, which ask for nothing, are taken.

An operation that is not served is answered with UnknownOperationException (InvalidAction in the query protocol) and a
message that names it. Nothing is silently ignored.
`;

/** The page as a whole, from the model and the support tables. */
export function compatibilityPage(): string {
  const sections = [...SERVICES].map(([service, { title, protocols }]) => section(service, title, protocols));
  return [INTRODUCTION, overview(), ...sections, beside()].join("\n");
}

function overview(): string {
  const rows = [...SERVICES].map(([service, { title, protocols }]) => {
    const { served, unserved } = operationsOf(service);
    return `| ${title} | ${served.length} of ${served.length + unserved.length} | ${protocols} |`;
  });
  return `| Service | Operations | Protocols |\n|---|---|---|\n${rows.join("\n")}\n`;
}

const HEAD = "| Operation | exact | stored | refused |\n|---|---|---|---|";

function row(service: ServiceName, operation: Operation, title: string): string {
  const names = (support: Support): string => parameters(service, operation, support).join(", ");
  return `| ${title} | ${names("exact")} | ${names("stored")} | ${names("refused")} |`;
}

function section(service: ServiceName, title: string, protocols: string): string {
  const { served, unserved } = operationsOf(service);
  const rows = served.map((operation) => row(service, operation, operation.name));
  const absent = unserved.map(({ name }) => name).join(", ");
  return [
    `## ${title}\n`,
    `Spoken in ${protocols}.\n`,
    HEAD,
    `${rows.join("\n")}\n`,
    ...(absent === "" ? [] : [`Not served (${unserved.length}): ${absent}.\n`]),
  ].join("\n");
}

/** The services whose resources are kept beside the chain, for configurations that name them. */
function beside(): string {
  const rows = (["iam", "kms"] as const).flatMap((service) =>
    operationsOf(service).served.map((operation) =>
      row(service, operation, `${service.toUpperCase()} ${operation.name}`),
    ),
  );
  return [
    "## IAM, KMS and S3\n",
    "Kept and given back, so that configurations which name roles, keys and buckets apply; nothing is decided by them. Only",
    "these operations are served.\n",
    `${HEAD}\n${rows.join("\n")}\n`,
    `S3, in paths (\`/bucket?policy\`): ${Object.keys(s3Operations).sort().join(", ")}.\n`,
  ].join("\n");
}

function operationsOf(service: ServiceName): {
  readonly served: readonly Operation[];
  readonly unserved: readonly Operation[];
} {
  const all = [...serviceModel(service).operations.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const isServed = ({ name }: Operation): boolean => findOperation(service, name) !== undefined;
  return { served: all.filter(isServed), unserved: all.filter((operation) => !isServed(operation)) };
}

/** The parameters with one kind of support, in the order of the model; what no table lists is refused. */
function parameters(service: ServiceName, { name, input }: Operation, support: Support): readonly string[] {
  const table = SUPPORT[service][name];
  return [...input.members.keys()].filter((member) => (table?.[member] ?? "refused") === support);
}

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { controlFiles } from "../../scripts/control-files.ts";
import { readControls, readCorpus } from "../../src/cli/controls/library.ts";
import { misfits } from "../../src/cloudtrail/catalogue.testing.ts";
import type { Control, FlawKind } from "../../src/controls/control.ts";
import { judgementOf } from "../../src/controls/corpus-record.ts";
import { scoreCorpus } from "../../src/controls/score.ts";
import { compileMatcher, logMessage, parsePattern } from "../../src/pattern/index.ts";

const ROOT = new URL("../../", import.meta.url);
const controls = readControls();
const corpus = readCorpus();

const CIS = [
  "unauthorized-api-calls",
  "console-signin-without-mfa",
  "root-account-usage",
  "iam-policy-changes",
  "cloudtrail-configuration-changes",
  "console-authentication-failures",
  "kms-cmk-disable-or-delete",
  "s3-bucket-policy-changes",
  "config-configuration-changes",
  "security-group-changes",
  "nacl-changes",
  "network-gateway-changes",
  "route-table-changes",
  "vpc-changes",
  "organizations-changes",
];

describe("the controls", () => {
  it("are the fifteen of the benchmark first, under the numbers that each version gives them", () => {
    const listed = controls.filter(({ kind }) => kind === "benchmark");
    expect(listed.map(({ id }) => id)).toEqual(CIS);
    for (const [index, { benchmarks }] of listed.entries()) {
      const place = index + 1;
      const expected = new Map([
        ...(place === 15 ? [] : ([["cis-1.2", `3.${place}`]] as const)),
        ...["cis-1.3", "cis-1.4", "cis-1.5", "cis-2.0", "cis-3.0", "cis-4.0.1", "cis-5.0"].map(
          (version) => [version, `4.${place}`] as const,
        ),
        ...["cis-6.0", "cis-7.0"].map((version) => [version, `5.${place}`] as const),
      ]);
      expect(new Map(benchmarks.map(({ benchmark, number }) => [benchmark, number]))).toEqual(expected);
    }
  });

  it("carry the ids CloudWatch.1 to 14 of Security Hub, each once", () => {
    const ids = controls.flatMap(({ checks }) =>
      checks.filter(({ authority }) => authority === "AWS Security Hub").map(({ id }) => id),
    );
    expect(ids.sort()).toEqual(Array.from({ length: 14 }, (_, index) => `CloudWatch.${index + 1}`).sort());
  });

  it.each(
    controls.map((control) => [control.id, control] as const),
  )("%s refers to records that exist, and names all that must ring", (id, { events }) => {
    const judged = (verdict: string): readonly string[] =>
      corpus.filter((record) => judgementOf(record, id)?.verdict === verdict).map((record) => record.id);
    expect([...events.mustRing].sort()).toEqual([...judged("must-ring")].sort());
    expect([...(events.unknowable ?? [])].sort()).toEqual([...judged("unknowable")].sort());
    expect(judged("must-not")).toEqual(expect.arrayContaining([...events.mustNot]));
    const later = (events.since ?? []).flatMap(({ records }) => records);
    expect(events.mustRing).toEqual(expect.arrayContaining(later));
  });

  it.each(
    controls.map((control) => [control.id, control] as const),
  )("the filters that %s recommends ring for all that must ring, and for nothing else", (id, control) => {
    const score = scoreCorpus(unionOf(control), id, corpus);
    expect(score.falseNegatives.map(({ record }) => record.id)).toEqual([]);
    expect(score.falsePositives.map(({ record }) => record.id)).toEqual([]);
  });

  it.each(
    controls.filter(({ published }) => published.length > 0).map((control) => [control.id, control] as const),
  )("%s names the flaw of each published pattern, and no other", (id, { published }) => {
    for (const { filterPattern, flaw } of published)
      expect([filterPattern, flaw?.kind]).toEqual([filterPattern, flawOf(filterPattern, id)]);
  });

  it("change nothing that is generated from them without its being written anew", () => {
    for (const [path, text] of controlFiles(ROOT)) {
      const file = new URL(path, ROOT);
      expect(existsSync(file) ? readFileSync(file, "utf8") : `${path} is missing`).toBe(text);
    }
  });
});

describe("the corpus", () => {
  it("gives every record an id and an eventID of its own", () => {
    expect(new Set(corpus.map(({ id }) => id)).size).toBe(corpus.length);
    expect(new Set(corpus.map(({ record }) => record["eventID"])).size).toBe(corpus.length);
  });

  it("holds only records in which every field is of the kind that the catalogue knows", () => {
    expect(corpus.map(({ id, record }) => [id, misfits(record)]).filter(([, wrong]) => wrong?.length !== 0)).toEqual(
      [],
    );
  });

  it("holds each call that a control names, allowed and refused", () => {
    const absent = controls.flatMap(({ id, recommended }) =>
      recommended.flatMap(({ filterPattern }) => {
        if (!filterPattern.startsWith("{ ($.eventSource = ")) return [];
        const names = [...filterPattern.matchAll(/\$\.eventName = "(\w+)"/g)].map(([, name]) => name);
        return names.flatMap((name) => {
          const records = corpus
            .filter((record) => judgementOf(record, id)?.verdict === "must-ring" && record.record["eventName"] === name)
            .map(({ record }) => record["errorCode"]);
          const isRefused = records.some((code) => code === "AccessDenied" || code === "Client.UnauthorizedOperation");
          return records.includes(undefined) && isRefused ? [] : [`${id}: ${name}`];
        });
      }),
    );
    expect(absent).toEqual([]);
  });

  it("names no control that there is not", () => {
    const known = new Set(["*", ...controls.map(({ id }) => id)]);
    expect(corpus.flatMap(({ verdicts }) => Object.keys(verdicts)).filter((id) => !known.has(id))).toEqual([]);
  });

  it("holds for every verdict a pattern that judges as it does", () => {
    const judges = new Map(
      controls.map((control) => [control.id, [unionOf(control), ...control.published.map(matcherOf)]] as const),
    );
    const unjudged = corpus.flatMap((record) =>
      controls.flatMap(({ id }) => {
        const verdict = judgementOf(record, id)?.verdict;
        if (verdict === undefined || verdict === "unknowable") return [];
        const message = JSON.stringify(record.record);
        const agrees = judges.get(id)?.some((rings) => rings(message) === (verdict === "must-ring"));
        return agrees === true ? [] : [`${id}: ${record.id}`];
      }),
    );
    expect(unjudged).toEqual([]);
  });

  it("observed records name their licence, others are nobody's but ours", () => {
    for (const { id, provenance } of corpus)
      expect([id, provenance.licence !== undefined]).toEqual([id, provenance.kind === "observed"]);
  });
});

function matcherOf({ filterPattern }: { readonly filterPattern: string }): (message: string) => boolean {
  const parsed = parsePattern(filterPattern);
  if (!parsed.ok) return () => false;
  const match = compileMatcher(parsed.pattern);
  return (message) => match(logMessage(message));
}

function unionOf({ recommended }: Control): (message: string) => boolean {
  const matchers = recommended.map(matcherOf);
  return (message) => matchers.some((rings) => rings(message));
}

/** What the corpus finds wrong with a pattern. */
function flawOf(filterPattern: string, controlId: string): FlawKind | undefined {
  if (!parsePattern(filterPattern).ok) return "refused";
  const rings = matcherOf({ filterPattern });
  const { truePositives, falsePositives, falseNegatives } = scoreCorpus(rings, controlId, corpus);
  if (truePositives.length === 0) return "never-matches";
  const matched = corpus.filter(({ record }) => rings(JSON.stringify(record))).length;
  if (matched > 0.95 * corpus.length) return "matches-everything";
  if (falseNegatives.length > 0) return "misses-events";
  return falsePositives.length > 0 ? "rings-falsely" : undefined;
}

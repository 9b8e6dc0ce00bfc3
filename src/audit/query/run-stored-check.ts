import type { Inventory, MetricFilterItem } from "../inventory.ts";
import { compileCheckRegex } from "./check-regex.ts";
import { EXPECT_NOTHING, type Expectation, meets } from "./expectation.ts";
import { ASSET_FRAGMENT, ASSET_MEMBERS, type Asset, unmonitored } from "./monitoring.ts";
import { type CheckProblem, type CheckQuery, readCheckQuery } from "./syntax.ts";

/** What came of a stored check, or everything that is wrong with it. */
export type StoredCheckRun =
  | {
      readonly ok: true;
      readonly result: readonly Asset[];
      readonly expected: Expectation;
      /** `unknown`: the result is not as expected, and not everything could be read. */
      readonly passed: boolean | "unknown";
      /** What could not be read. */
      readonly gap?: string;
      /** The metric filter that satisfies the check. */
      readonly filter?: MetricFilterItem;
    }
  | { readonly ok: false; readonly problems: readonly CheckProblem[] };

/**
 * Runs a stored check over an inventory: `AWSMonitoring(filterPattern: "regex") { ...AssetFragment }`.
 *
 * @param expected `eq []` unless given
 * @example
 * runStoredCheck('AWSMonitoring(filterPattern: "MFAUsed") { id }', inventory); // { ok: true, result: [], passed: true, … }
 */
export function runStoredCheck(
  text: string,
  inventory: Inventory,
  expected: Expectation = EXPECT_NOTHING,
): StoredCheckRun {
  const parsed = readCheckQuery(text);
  if (!parsed.ok) return parsed;
  const { query } = parsed;
  const problems = misuses(query);
  const regex = compileCheckRegex(query.args["filterPattern"] ?? "");
  if (!regex.ok) problems.push(...regex.problems.map((message) => ({ message: `filterPattern: ${message}` })));
  if (!regex.ok || problems.length > 0) return { ok: false, problems };
  const { assets, filter, gap } = unmonitored(inventory, regex.search);
  const result = assets.map((asset) => shown(asset, query.members));
  const isMet = meets(result, expected);
  return {
    ok: true,
    result,
    expected,
    passed: gap === undefined || isMet ? isMet : "unknown",
    ...(gap === undefined ? {} : { gap }),
    ...(filter === undefined ? {} : { filter }),
  };
}

function misuses({ field, args, members }: CheckQuery): CheckProblem[] {
  const problems: CheckProblem[] = [];
  if (field !== "AWSMonitoring") problems.push({ message: `there is no ${field}; what can be asked is AWSMonitoring` });
  if (args["filterPattern"] === undefined) problems.push({ message: "AWSMonitoring needs the argument filterPattern" });
  for (const name of Object.keys(args).filter((given) => given !== "filterPattern"))
    problems.push({ message: `AWSMonitoring has no argument ${name}` });
  if (members.length === 0) problems.push({ message: `say what to show, such as { ${ASSET_FRAGMENT} }` });
  for (const member of members.filter((given) => given !== ASSET_FRAGMENT && !ASSET_MEMBERS.includes(given)))
    problems.push({ message: `an asset has no ${member}; it has ${ASSET_MEMBERS.join(", ")}` });
  return problems;
}

function shown(asset: Asset, members: readonly string[]): Asset {
  const names = members.flatMap((member) => (member === ASSET_FRAGMENT ? ASSET_MEMBERS : [member]));
  return Object.fromEntries(names.flatMap((name) => (asset[name] === undefined ? [] : [[name, asset[name]]])));
}

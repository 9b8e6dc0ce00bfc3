import type { Control } from "../../controls/control.ts";
import type { AuthorityVerdict } from "../finding.ts";
import type { Inventory } from "../inventory.ts";
import type { Auditor } from "./auditor.ts";
import { cisVersion, isJudgedByHand } from "./cis.ts";
import { cloudsploit } from "./cloudsploit.ts";
import { cyscale } from "./cyscale.ts";
import { elastic } from "./elastic.ts";
import { electriceye } from "./electriceye.ts";
import { epam } from "./epam.ts";
import { kics } from "./kics.ts";
import { mitre } from "./mitre.ts";
import { mondoo } from "./mondoo.ts";
import { powerpipe } from "./powerpipe.ts";
import { prowler } from "./prowler.ts";
import { scoutsuite } from "./scoutsuite.ts";
import { securityHub, securityHubVerdict } from "./security-hub.ts";
import { trivy } from "./trivy.ts";
import { auditorVerdict } from "./verdict.ts";
import { zeuscloud } from "./zeuscloud.ts";

/** The auditors whose text rules are known, one file each. */
export const AUDITORS: readonly Auditor[] = [
  prowler,
  powerpipe,
  scoutsuite,
  cloudsploit,
  trivy,
  elastic,
  cyscale,
  mondoo,
  epam,
  kics,
  zeuscloud,
  electriceye,
  mitre,
];

/**
 * Every authority that decides a control by rule: the versions of the benchmark that do, Security Hub, the auditors.
 *
 * @example
 * auditorsOf(control).map(({ authority }) => authority); // ["cis-1.2", …, "security-hub", "prowler", …]
 */
export function auditorsOf({ benchmarks }: Control): readonly Auditor[] {
  if (benchmarks.length === 0) return [];
  const versions = benchmarks.filter((item) => !isJudgedByHand(item));
  return [...versions.map(cisVersion), securityHub, ...AUDITORS];
}

/**
 * How each authority would judge an inventory by its own rule: every version of the benchmark that has the control, Security
 * Hub as documented, and the auditors. None for controls that are Tocsin's own.
 *
 * @returns verdicts in a fixed order; `why` says what was accepted or what is wanted
 * @example
 * authorities(inventory, control).find(({ authority }) => authority === "security-hub")?.verdict; // "fail"
 */
export function authorities(inventory: Inventory, control: Control): readonly AuthorityVerdict[] {
  if (control.benchmarks.length === 0) return [];
  return [
    ...cisVerdicts(inventory, control),
    securityHubVerdict(inventory, control),
    ...AUDITORS.map((auditor) => plain(auditorVerdict(auditor, inventory, control))),
  ];
}

function cisVerdicts(inventory: Inventory, control: Control): readonly AuthorityVerdict[] {
  return control.benchmarks.map((item) => {
    const verdict = plain(auditorVerdict(cisVersion(item), inventory, control));
    if (!isJudgedByHand(item)) return verdict;
    const why = "from 2.0 on a person decides whether this is monitored, by whatever means; what rings is the evidence";
    return { ...verdict, verdict: "not-assessed", why: `${why}. By the version's own text: ${verdict.why}` };
  });
}

function plain({ authority, id, verdict, why }: AuthorityVerdict): AuthorityVerdict {
  return { authority, id, verdict, why };
}

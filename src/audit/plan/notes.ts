import type { Finding } from "../finding.ts";
import type { Inventory } from "../inventory.ts";
import { type Addition, withAddition } from "./addition.ts";
import { findingIn, type PlanRequest } from "./judging.ts";

/** What an addition leaves as it is, and somebody should look at; one sentence each. */
export function notesOn(request: PlanRequest, addition: Addition, after: Finding): readonly string[] {
  const { inventory, finding } = request;
  const notes: string[] = [];
  for (const { topicArn, subscribes } of addition.topics)
    if (subscribes) notes.push(`Whoever is subscribed to ${topicArn} must confirm by the link in the mail.`);
  const { verdict, brokenLink, reason } = finding;
  const pages = addition.filters.some(({ topic }) => topic === "pager");
  if (pages && brokenLink === "subscription" && ringsOnceSubscribed(request))
    notes.push(
      `The filters that are there would ring as well, and need none of those that page, once this is mended: ${reason}.`,
    );
  const whys = finding.witnesses.flatMap(({ expected, outcome, why }) =>
    expected === "must-not" && outcome === "rings" ? [why] : [],
  );
  for (const { configuration } of inventory.alarms)
    if (whys.some((why) => why.startsWith(`the alarm ${configuration.AlarmName} tells `)))
      notes.push(
        `The alarm ${configuration.AlarmName} goes on to tell of harmless events${pages ? "; once the precise filters page, it need not" : ""}.`,
      );
  if (verdict === "unknown") notes.push(`Whether it rings is not known: ${reason ?? finding.gaps.join("; ")}.`);
  else if (after.verdict !== "rings" && after.reason !== undefined)
    notes.push(`It is still ${after.verdict}; mend the ${after.brokenLink ?? "chain"}: ${after.reason}.`);
  return notes;
}

/** Whether the control would ring by the account's own filters if somebody were subscribed to each of its topics. */
function ringsOnceSubscribed(request: PlanRequest): boolean {
  const { inventory } = request;
  const topics = inventory.topics.map(({ TopicArn, region }) => ({ region, topicArn: TopicArn }));
  const mended = topics.reduce<Inventory>(
    (before, { region, topicArn }) =>
      withAddition(before, {
        region,
        logGroupName: "",
        filters: [],
        topics: [{ topicArn, use: "pager", isNew: false, subscribes: true }],
      }),
    inventory,
  );
  return findingIn(request, mended).verdict === "rings";
}

import { type MailboxEntry, readMailbox } from "../delivery/mailbox.ts";
import type { Engine } from "../engine/create.ts";
import { demoFilters } from "./demo-chain.ts";
import { renderTable } from "./table.ts";

/** What the demonstration shows: matches, the alarms that rang in CloudWatch's own words, and one mail in full. */
export async function demoReport(
  engine: Engine,
  run: {
    readonly url: string;
    readonly dataDir: string;
    readonly matches: Readonly<Record<string, number>>;
    readonly color: boolean;
  },
): Promise<string> {
  const mails = (await readMailbox(run.dataDir)).filter((mail) => mail.subject.startsWith("ALARM"));
  const signIn = mails.find((mail) => mail.subject.includes("ConsoleSignInWithoutMfa"));
  const matches = renderTable(
    demoFilters,
    [
      { title: "matched", align: "right", cell: (filter) => run.matches[filter.name] ?? 0 },
      { title: "metric filter", cell: (filter) => filter.name },
      { title: "pattern from", cell: (filter) => filter.source },
    ],
    { color: run.color },
  );
  return [
    "What matched",
    matches,
    `What rang, and why (${mails.length} mails)`,
    "",
    ...mails.flatMap(ringing),
    "What the subscriber read of the first sign-in without MFA",
    "",
    ...(signIn === undefined ? ["(none)"] : [`Subject: ${signIn.subject}`, "", signIn.text]).map((line) =>
      line.replaceAll(/^/gm, "  | "),
    ),
    "",
    `The endpoint is ${run.url}. Try next:`,
    "",
    `  npx tocsin mailbox --data ${run.dataDir}`,
    `  aws --endpoint-url ${run.url} --region ${engine.region} logs describe-metric-filters --query 'metricFilters[].[filterName,logGroupName]'`,
    `  npx tocsin pattern explain '${demoFilters[2]?.pattern ?? ""}'`,
    "",
  ].join("\n");
}

/** How many of a mail's events the overview shows. */
const EVENTS_SHOWN = 2;

/** When an alarm rang, CloudWatch's reason, and the first of the events behind it, all as the mail tells them. */
function ringing(mail: MailboxEntry): readonly string[] {
  const reason = /entered the ALARM state, because "(.*)" at "(.*)"\.$/m.exec(mail.text);
  const events = mail.text.split("\n").filter((line) => /^- \d{4}-\d\d-\d\dT/.test(line));
  const more = events.length - EVENTS_SHOWN;
  return [
    `  ${mail.subject.replace(/^ALARM: /, "")}, ${reason?.[2] ?? mail.date}`,
    `    ${reason?.[1] ?? ""}`,
    ...events.slice(0, EVENTS_SHOWN).map((line) => `    ${line}`),
    ...(more > 0 ? [`    - and ${more} more`] : []),
    "",
  ];
}

import { join } from "node:path";
import { type MailboxEntry, readMailbox } from "../delivery/mailbox.ts";
import { EXIT } from "./exit-code.ts";
import type { Io } from "./io.ts";
import type { MailboxOptions } from "./options.ts";
import { printAnswer } from "./output.ts";
import { renderTable } from "./table.ts";
import { UsageError } from "./usage-error.ts";
import { visible, visibleLine } from "./visible.ts";

/** `tocsin mailbox`: the mails that the engine wrote to its local mailbox, oldest first, or one of them in full. */
export async function runMailbox(options: MailboxOptions, io: Io): Promise<number> {
  const mails = await readMailbox(options.data).catch((cause: unknown) => {
    // A file that somebody else put there, or changed, is nothing this program could mend.
    throw new UsageError(`the mailbox cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  });
  if (options.mail === undefined) {
    if (mails.length === 0) io.stderr(`No mail in ${join(options.data, "mailbox")}\n`);
    await printAnswer({ json: mails, text: () => renderList(mails, options) }, options, io);
    return EXIT.clean;
  }
  const mail = options.mail === "last" ? mails.at(-1) : mails.find(({ file }) => file === options.mail);
  if (mail === undefined)
    throw new UsageError(
      `there is no mail ${options.mail === "last" ? "" : `${JSON.stringify(options.mail)} `}in ${join(options.data, "mailbox")}`,
      "`tocsin mailbox` lists what is there; --data names another data folder.",
    );
  await printAnswer({ json: mail, text: () => renderMail(mail) }, options, io);
  return EXIT.clean;
}

function renderList(mails: readonly MailboxEntry[], options: MailboxOptions): string {
  return renderTable(
    mails,
    [
      { title: "FILE", cell: (mail) => mail.file },
      { title: "DATE", cell: (mail) => mail.date },
      { title: "TO", cell: (mail) => mail.to },
      { title: "SUBJECT", cell: (mail) => mail.subject },
    ],
    options,
  );
}

function renderMail(mail: MailboxEntry): string {
  const header = [`Date: ${mail.date}`, `To: ${mail.to}`, `Subject: ${mail.subject}`].map(visibleLine).join("\n");
  return `${header}\n\n${visible(mail.text.replaceAll("\r\n", "\n")).trimEnd()}\n`;
}

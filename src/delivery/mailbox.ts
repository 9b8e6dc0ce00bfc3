import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isErrorCode, writeDurably } from "./durable-file.ts";
import { type Mail, renderMail } from "./mail.ts";

/** A mail that landed. */
export interface MailboxEntry {
  /** Name of the `.eml` file; names sort by time. */
  readonly file: string;
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Where mail lands when no SMTP server is configured. The same mail put twice is there once. */
export interface Mailbox {
  put(mail: Mail): Promise<MailboxEntry>;
  /** In order of time. */
  list(): Promise<readonly MailboxEntry[]>;
}

/** A mailbox that can be emptied: what lands in it was never meant to stay. */
export interface MemoryMailbox extends Mailbox {
  clear(): void;
}

const folder = "mailbox";
const keptInMemory = 1000;

/**
 * A mailbox in memory, which keeps the latest 1000 mails.
 *
 * @example
 * const mailbox = memoryMailbox();
 * await mailbox.list(); // []
 */
export function memoryMailbox(): MemoryMailbox {
  const entries = new Map<string, MailboxEntry>();
  return {
    put: async (mail) => {
      const entry = entryOf(mail);
      entries.set(entry.file, entry);
      const [oldest] = entries.keys();
      if (entries.size > keptInMemory && oldest !== undefined) entries.delete(oldest);
      return entry;
    },
    list: async () => [...entries.values()].toSorted((a, b) => (a.file < b.file ? -1 : 1)),
    clear: () => entries.clear(),
  };
}

/** A mailbox of files `<dataDir>/mailbox/<time>-<id>.eml`, each with a `.json` beside it that spares readers a MIME parser. */
export function fileMailbox(dataDir: string): Mailbox {
  return {
    put: async (mail) => {
      const entry = entryOf(mail);
      const path = join(dataDir, folder, entry.file);
      await writeDurably(path, await renderMail(mail));
      // Last: a mail is listed when all of it is there.
      await writeDurably(`${path}.json`, `${JSON.stringify(entry, undefined, 2)}\n`);
      return entry;
    },
    list: () => readMailbox(dataDir),
  };
}

/**
 * Every mail in the mailbox of a data directory, in order of time; none when there is no mailbox.
 * Throws when a file there was not written by a mailbox.
 */
export async function readMailbox(dataDir: string): Promise<readonly MailboxEntry[]> {
  const names = await listFolder(join(dataDir, folder));
  const described = names.filter((name) => name.endsWith(".eml.json")).toSorted();
  return Promise.all(described.map((name) => readEntry(join(dataDir, folder, name))));
}

async function listFolder(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (isErrorCode(error, "ENOENT")) return [];
    throw error;
  }
}

async function readEntry(path: string): Promise<MailboxEntry> {
  const text = await readFile(path, "utf8");
  try {
    const value: unknown = JSON.parse(text);
    if (isEntry(value)) return value;
  } catch (cause) {
    throw new Error(`${path} is damaged`, { cause });
  }
  throw new Error(`${path} does not describe a mail`);
}

function isEntry(value: unknown): value is MailboxEntry {
  if (typeof value !== "object" || value === null) return false;
  const texts = new Map<string, unknown>(Object.entries(value));
  return ["file", "date", "to", "subject", "text"].every((key) => typeof texts.get(key) === "string");
}

function entryOf({ id, date, to, subject, text }: Mail): MailboxEntry {
  const time = new Date(date).toISOString();
  // Colons are not allowed in file names everywhere, and an id must not lead out of the folder.
  const file = `${time.replaceAll(":", "-")}-${id.replaceAll(/[^A-Za-z0-9_-]/g, "_")}.eml`;
  return { file, date: time, to, subject, text };
}

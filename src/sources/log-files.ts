import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { logFileContent } from "../cloudtrail/log-file-key.ts";

/** What lies below a folder, and which folders could not be read. */
export interface FolderListing {
  readonly files: readonly string[];
  readonly problems: readonly { readonly folder: string; readonly problem: string }[];
}

/**
 * The log files below a folder, in the order of their paths: names that end with `.json`, `.jsonl` or `.ndjson`, also
 * with `.gz`. Digest files, which lie beside the log files in a trail's bucket, hold no records and are left out, like
 * hidden files and folders. Links to folders are not followed.
 */
export async function listLogFiles(folder: string): Promise<FolderListing> {
  const files: string[] = [];
  const problems: { folder: string; problem: string }[] = [];
  // A stack instead of recursion: the next path to look at is the last element.
  const pending: { readonly path: string; readonly isFolder: boolean }[] = [{ path: folder, isFolder: true }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (!next.isFolder) {
      files.push(next.path);
      continue;
    }
    try {
      const entries = await readdir(next.path, { withFileTypes: true });
      entries.sort((a, b) => (a.name < b.name ? 1 : -1));
      for (const entry of entries) {
        const isFolder = entry.isDirectory();
        if (!entry.name.startsWith(".") && (isFolder || isLogFile(entry.name))) {
          pending.push({ path: join(next.path, entry.name), isFolder });
        }
      }
    } catch (cause) {
      problems.push({ folder: next.path, problem: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  return { files, problems };
}

function isLogFile(name: string): boolean {
  return /\.(?:json|jsonl|ndjson)(?:\.gz)?$/i.test(name) && logFileContent(name) !== "CloudTrail-Digest";
}

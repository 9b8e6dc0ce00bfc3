import { openDatabase } from "./driver.ts";

/**
 * Holds the store at `path` for this process until the returned function is called; the operating system lets go of it
 * when the process dies, however it dies. The lock is an exclusive transaction on an empty database beside the store:
 * the store's own file would stay locked after its close, until the last of its statements is collected.
 *
 * @throws Error when another process holds the store.
 */
export function lockStore(path: string): () => void {
  if (path === ":memory:") return () => undefined;
  const lock = openDatabase(`${path}.lock`);
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    throw new Error(`cannot open the store ${path}: is another Tocsin running on it?`, { cause });
  }
  return () => lock.close();
}

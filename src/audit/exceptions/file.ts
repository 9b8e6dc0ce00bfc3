import type { Problem } from "../../controls/control.ts";
import { readYaml } from "../../controls/yaml-document.ts";
import type { Exception, ExceptionChange, ExceptionEntry, ExceptionScope } from "./exceptions.ts";
import { account, day, isMembers, listOf, type Path, type Reader, type Tell, text } from "./members.ts";

export type ExceptionsParse =
  | { readonly ok: true; readonly entries: readonly ExceptionEntry[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface Known {
  /** Ids of the controls there are. */
  readonly controls: readonly string[];
}

const LONGEST_TEXT = 1024 * 1024;
const MOST_ENTRIES = 1000;

/**
 * Reads a file of exceptions: YAML (or JSON) with `formatVersion: 1` and a list `exceptions`. An entry with a fault is
 * an entry still, of the kind `unsound`: it covers nothing, and an audit with it fails.
 *
 * @returns the entries in their order; or, of a file that is no such list at all, all that is wrong, by line
 * @example
 * parseExceptions("formatVersion: 1\nexceptions: []", { controls: [] }); // { ok: true, entries: [] }
 */
export function parseExceptions(source: string, known: Known): ExceptionsParse {
  if (source.length > LONGEST_TEXT) return refused(`is longer than ${LONGEST_TEXT} characters`);
  const yaml = readYaml(source);
  if (!yaml.ok) return { ok: false, problems: yaml.problems.map((problem) => ({ path: "", ...problem })) };
  const { value: file, lineOf } = yaml;
  if (!isMembers(file)) return refused("must have the members formatVersion and exceptions");
  const { formatVersion, exceptions, ...others } = file;
  const problems: Problem[] = [];
  const tell: Tell = (path, message) => problems.push({ path: renderPath(path), line: lineOf(path), message });
  if (formatVersion !== 1) tell(["formatVersion"], "must be 1");
  for (const key of Object.keys(others)) tell([key], "is not a member that is known here");
  if (!Array.isArray(exceptions)) tell(["exceptions"], "must be a list");
  else if (exceptions.length > MOST_ENTRIES) tell(["exceptions"], `must hold at most ${MOST_ENTRIES} entries`);
  if (problems.length > 0 || !Array.isArray(exceptions)) return { ok: false, problems };

  const linesOfIds = new Map<string, number>();
  const entries = exceptions.map((value: unknown, index): ExceptionEntry => {
    const path = ["exceptions", index];
    const line = lineOf(path);
    const own: Problem[] = [];
    const tellOwn: Tell = (at, message) => own.push({ path: renderPath(at), line: lineOf(at), message });
    const members = isMembers(value) ? value : {};
    const id = typeof members["id"] === "string" ? members["id"] : renderPath(path);
    const first = linesOfIds.get(id);
    if (first !== undefined) tellOwn([...path, "id"], `is also the id of line ${first}`);
    linesOfIds.set(id, first ?? line);
    const exception = readException(members, path, tellOwn, known);
    if (exception !== undefined && own.length === 0) return { kind: "sound", line, exception };
    const control = typeof members["control"] === "string" ? { control: members["control"] } : {};
    return { kind: "unsound", line, id, ...control, problems: own.sort((a, b) => a.line - b.line) };
  });
  return { ok: true, entries };
}

function refused(message: string): ExceptionsParse {
  return { ok: false, problems: [{ path: "", line: 1, message }] };
}

function readException(
  members: Readonly<Record<string, unknown>>,
  path: Path,
  tell: Tell,
  { controls }: Known,
): Exception | undefined {
  const given = fieldsOf(members, path, tell);
  const id = given.required("id", text);
  const control = given.required("control", text);
  const owner = given.required("owner", text);
  const reason = given.required("reason", text);
  const created = given.required("created", day);
  const expires = given.required("expires", day);
  const evidence = given.required("evidence", listOf(text));
  const scope = given.optional("scope", readScope) ?? {};
  const history = given.optional("history", listOf(readChange)) ?? [];
  given.nothingElse();
  if (control !== undefined && !controls.includes(control)) tell([...path, "control"], "is no control that there is");
  if (created !== undefined && expires !== undefined) {
    if (expires < created) tell([...path, "expires"], "is before the day of creation");
    checkHistory({ created, expires, history }, path, tell);
  }
  if (
    id === undefined ||
    control === undefined ||
    owner === undefined ||
    reason === undefined ||
    created === undefined ||
    expires === undefined ||
    evidence === undefined
  )
    return undefined;
  return { id, control, owner, reason, scope, created, expires, evidence, history };
}

/** History only ever grows at its end, and what it says last of the end is what holds. */
function checkHistory(
  { created, expires, history }: Pick<Exception, "created" | "expires" | "history">,
  path: Path,
  tell: Tell,
): void {
  let last = created;
  for (const [index, { date }] of history.entries()) {
    if (date < last) tell([...path, "history", index, "date"], `is before ${last}, and history goes forward`);
    else last = date;
  }
  const moved = history.findLast((change) => change.expires !== undefined);
  if (moved?.expires !== undefined && moved.expires !== expires)
    tell([...path, "expires"], `is not what the history says last, ${moved.expires}: a renewal must be written there`);
}

const readScope: Reader<ExceptionScope> = (value, path, tell) => {
  if (!isMembers(value)) {
    tell(path, "must have some of the members accounts, regions and authorities");
    return undefined;
  }
  const given = fieldsOf(value, path, tell);
  const accounts = given.optional("accounts", listOf(account));
  const regions = given.optional("regions", listOf(text));
  const authorities = given.optional("authorities", listOf(text));
  given.nothingElse();
  return {
    ...(accounts === undefined ? {} : { accounts }),
    ...(regions === undefined ? {} : { regions }),
    ...(authorities === undefined ? {} : { authorities }),
  };
};

const readChange: Reader<ExceptionChange> = (value, path, tell) => {
  const given = fieldsOf(isMembers(value) ? value : {}, path, tell);
  const date = given.required("date", day);
  const by = given.required("by", text);
  const note = given.required("note", text);
  const expires = given.optional("expires", day);
  given.nothingElse();
  if (date === undefined || by === undefined || note === undefined) return undefined;
  return { date, by, note, ...(expires === undefined ? {} : { expires }) };
};

interface Fields {
  required<T>(name: string, read: Reader<T>): T | undefined;
  optional<T>(name: string, read: Reader<T>): T | undefined;
  /** Tells of the members that nobody asked for. */
  nothingElse(): void;
}

function fieldsOf(members: Readonly<Record<string, unknown>>, path: Path, tell: Tell): Fields {
  const asked = new Set<string>();
  const read = <T>(name: string, reader: Reader<T>): T | undefined => {
    asked.add(name);
    return Object.hasOwn(members, name) ? reader(members[name], [...path, name], tell) : undefined;
  };
  return {
    required(name, reader) {
      if (!Object.hasOwn(members, name)) tell([...path, name], "is missing");
      return read(name, reader);
    },
    optional: read,
    nothingElse() {
      for (const name of Object.keys(members))
        if (!asked.has(name)) tell([...path, name], "is not a member that is known here");
    },
  };
}

/** `exceptions[2].owner` */
function renderPath(path: Path): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
}

import { type Import, packageOf, type SourceFile } from "./source-file.ts";

/** One rule of the architecture: what it demands, and every breach of it in some files, as `path: reason`. */
export interface Rule {
  readonly demands: string;
  readonly breaches: (files: readonly SourceFile[]) => readonly string[];
}

const PURE_CORE = ["pattern", "proof", "metric", "alarm", "topic", "cloudtrail"];
const APPLICATION = ["engine", "controls", "audit"];
const COMPOSITION_ROOT = "src/engine/create.ts";

/** The files of the application that stand for the machine or for a library, and what of it each may use. */
const PORTS_TO_THE_MACHINE: Readonly<Record<string, readonly string[]>> = {
  "src/engine/clock.ts": ["Date.now"],
  "src/engine/ids.ts": ["node:crypto"],
  "src/engine/scheduler.ts": ["setTimeout"],
  "src/audit/query/syntax.ts": ["graphql"],
  "src/controls/schema.ts": ["zod"],
  "src/controls/yaml-document.ts": ["yaml"],
};

const LONGEST_FILE = 400;

/** Not called but spoken: every file that describes a document of ours, and is named so, says it in this package's words. */
const SCHEMA_LANGUAGE = "zod";

export const RULES: readonly Rule[] = [
  {
    demands: "the pure core imports nothing but the pure core",
    breaches: eachImport(
      (file, { target }) => isCore(file.path) && !isCore(target),
      ({ target }) => `imports ${target}`,
    ),
  },
  {
    demands: "the pure core knows no time, no chance, no I/O and no waiting",
    breaches: (files) =>
      files
        .filter((file) => isCore(file.path))
        .flatMap((file) => file.impurities.map((used) => `${file.path}: uses ${used}`)),
  },
  {
    demands: "the application imports only the pure core and itself",
    breaches: eachImport(
      (file, { target }) =>
        isApplication(file.path) &&
        file.path !== COMPOSITION_ROOT &&
        !isCore(target) &&
        !isApplication(target) &&
        !portAllows(file.path, target),
      ({ target }) => `imports ${target}`,
    ),
  },
  {
    demands: "the application takes time, chance and the network through its ports",
    breaches: (files) =>
      files
        .filter((file) => isApplication(file.path) && file.path !== COMPOSITION_ROOT)
        .flatMap((file) =>
          file.impurities
            .filter((used) => used !== "async" && used !== "await" && !portAllows(file.path, used))
            .map((used) => `${file.path}: uses ${used}`),
        ),
  },
  {
    demands: "adapters are chosen by the composition roots only, and never import each other",
    breaches: eachImport(
      (file, { target, kind }) =>
        kind === "file" &&
        isAdapter(target) &&
        isAdapter(file.path) &&
        folderOf(file.path) !== "cli" &&
        folderOf(file.path) !== folderOf(target),
      ({ target }) => `imports ${target}`,
    ),
  },
  {
    demands: "each npm package is imported by one file, its owner",
    breaches: (files) => {
      const owners = new Map<string, string>();
      return files.flatMap((file) =>
        file.imports.flatMap(({ target, kind, typeOnly }) => {
          if (kind !== "package" || typeOnly) return [];
          const name = packageOf(target);
          if (name === SCHEMA_LANGUAGE && file.path.endsWith("schema.ts")) return [];
          const owner = owners.get(name) ?? file.path;
          owners.set(name, owner);
          return owner === file.path ? [] : [`${file.path}: imports ${name}, which ${owner} owns`];
        }),
      );
    },
  },
  {
    demands: "exports are named, one by one",
    breaches: (files) => files.flatMap((file) => file.exports.map((name) => `${file.path}: export ${name}`)),
  },
  {
    demands: `no file is longer than ${LONGEST_FILE} lines`,
    breaches: (files) =>
      files
        .filter(({ lineCount }) => lineCount > LONGEST_FILE)
        .map(({ path, lineCount }) => `${path}: ${lineCount} lines`),
  },
];

function eachImport(
  breaks: (file: SourceFile, item: Import) => boolean,
  describe: (item: Import) => string,
): Rule["breaches"] {
  return (files) =>
    files.flatMap((file) =>
      file.imports.filter((item) => breaks(file, item)).map((item) => `${file.path}: ${describe(item)}`),
    );
}

/** `pattern` of `src/pattern/lex.ts`; empty for packages and for files outside the layers. */
function folderOf(target: string): string {
  return /^src\/([^/]+)\//.exec(target)?.[1] ?? "";
}

function isCore(target: string): boolean {
  return PURE_CORE.includes(folderOf(target));
}

function isApplication(target: string): boolean {
  return APPLICATION.includes(folderOf(target));
}

function isAdapter(target: string): boolean {
  return folderOf(target) !== "" && !isCore(target) && !isApplication(target);
}

function portAllows(path: string, used: string): boolean {
  return PORTS_TO_THE_MACHINE[path]?.includes(used) ?? false;
}

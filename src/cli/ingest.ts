import { stat } from "node:fs/promises";
import { type Batch, batchesByMinute, batchesOfFile } from "../sources/batches.ts";
import { listLogFiles } from "../sources/log-files.ts";
import { type ReadFile, readRecordsFile } from "../sources/records-file.ts";
import { watchFolders } from "../sources/watch.ts";
import { EXIT } from "./exit-code.ts";
import { connectEndpoint, type Endpoint } from "./ingest/endpoint.ts";
import { addAnswer, emptySummary, type Problem, renderSummary, type Summary } from "./ingest/summary.ts";
import type { Io } from "./io.ts";
import type { IngestOptions } from "./options.ts";
import { printAnswer } from "./output.ts";
import { UsageError } from "./usage-error.ts";
import { visibleLine } from "./visible.ts";

/**
 * Body of `tocsin ingest`: reads CloudTrail log files and sends their records to a running engine. What cannot be read is
 * told on standard error and makes the exit code 3; everything else is ingested all the same.
 */
export async function runIngest(options: IngestOptions, io: Io): Promise<number> {
  const sources = await findSources(options);
  const run = startRun(options, io);
  if (options.watch) await watchSources(sources, run, io);
  else if (options.replay) await replay(sources, run, io);
  else for await (const file of readSources(sources, io)) await run.ingestFile(file);
  run.endProgress();
  const summary = run.summary();
  await printAnswer({ json: summary, text: () => renderSummary(summary, options) }, options, io);
  const isWhole = summary.problems.length === 0 && summary.trails.every((trail) => trail.error === undefined);
  return isWhole ? EXIT.clean : EXIT.incomplete;
}

/** A path that the user named, and what it is. */
interface Source {
  readonly path: string;
  readonly kind: "file" | "folder" | "stdin";
}

async function findSources(options: IngestOptions): Promise<readonly Source[]> {
  if (options.watch && options.replay) throw new UsageError("--watch and --replay cannot be combined");
  const sources: Source[] = [];
  for (const path of options.paths) sources.push({ path, kind: await kindOf(path) });
  const other = sources.find((source) => source.kind !== "folder");
  if (options.watch && other !== undefined) throw new UsageError(`--watch needs folders, and ${other.path} is none`);
  return sources;
}

async function kindOf(path: string): Promise<Source["kind"]> {
  if (path === "-") return "stdin";
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch (cause) {
    throw new UsageError(`cannot read ${path}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** The files of all sources, one after another. */
async function* readSources(sources: readonly Source[], io: Io): AsyncGenerator<ReadFile> {
  for (const { path, kind } of sources) {
    switch (kind) {
      case "stdin":
        yield await readRecordsFile("standard input", io.signal, io.stdin);
        break;
      case "file":
        yield await readRecordsFile(path, io.signal);
        break;
      case "folder": {
        const { files, problems } = await listLogFiles(path);
        for (const { folder, problem } of problems)
          yield { name: folder, digest: "", records: [], problems: [problem] };
        for (const file of files) yield await readRecordsFile(file, io.signal);
        break;
      }
      default:
        kind satisfies never;
    }
  }
}

/** A run in progress: where batches go, and what came of them so far. */
interface Run {
  readonly endpoint: Endpoint;
  ingestFile(file: ReadFile): Promise<void>;
  /** Counts a file and tells what is wrong with it. */
  noteFile(file: ReadFile): void;
  /** `source` names the batch in messages. */
  ingestBatch(batch: Batch, source: string): Promise<void>;
  note(problem: Problem): void;
  summary(): Summary;
  endProgress(): void;
}

function startRun(options: IngestOptions, io: Io): Run {
  // Whoever ends a watch wants its summary to be true: the batch under way is finished first.
  const endpoint = connectEndpoint(
    options.endpointUrl,
    options.watch ? new AbortController().signal : io.signal,
    undefined,
    options.credentials,
  );
  let summary = emptySummary;
  const problems: Problem[] = [];
  const progress = (text: string): void => {
    // Back to the start of the line, and nothing left of what stood there.
    if (io.isTTY) io.stderr(`\r\u001b[K${text}`);
  };
  const run: Run = {
    endpoint,
    async ingestFile(file) {
      run.noteFile(file);
      for (const batch of batchesOfFile(file)) await run.ingestBatch(batch, file.name);
    },
    noteFile({ name, problems: found }) {
      summary = { ...summary, files: summary.files + 1 };
      for (const problem of found) run.note({ source: name, problem });
    },
    async ingestBatch(batch, source) {
      const answer = await endpoint.ingest(batch, options.trail);
      summary = addAnswer(summary, batch.records.length, answer);
      for (const { problem } of answer.rejected) run.note({ source, problem });
      progress(`${summary.files} files, ${summary.records} records, ${summary.delivered} delivered`);
    },
    note(problem) {
      problems.push(problem);
      progress("");
      io.stderr(`tocsin: ${visibleLine(`${problem.source}: ${problem.problem}`)}\n`);
    },
    summary: () => ({ ...summary, problems }),
    endProgress: () => progress(""),
  };
  return run;
}

/** Sends everything in order of time, moving the engine's clock along, so that each record arrives in its own minute. */
async function replay(sources: readonly Source[], run: Run, io: Io): Promise<void> {
  const records: ReadFile["records"][number][] = [];
  for await (const file of readSources(sources, io)) {
    run.noteFile(file);
    for (const record of file.records) records.push(record);
  }
  let now = await run.endpoint.now();
  for (const batch of batchesByMinute(records)) {
    const last = batch.records.at(-1)?.time ?? now;
    // Records older than the engine's time arrive late, as they would on AWS.
    if (last > now) {
      await run.endpoint.advance(last);
      now = last;
    }
    await run.ingestBatch(batch, "replay");
  }
}

/** Goes on until the user interrupts. */
async function watchSources(sources: readonly Source[], run: Run, io: Io): Promise<void> {
  const visit = async (path: string): Promise<"done" | "broken"> => {
    const file = await readRecordsFile(path, io.signal);
    await run.ingestFile(file);
    // What was ingested of a file is not ingested again when the file grows: it would count twice.
    return file.records.length === 0 && file.problems.length > 0 ? "broken" : "done";
  };
  const folders = sources.map((source) => source.path);
  io.stderr(`Watching ${visibleLine(folders.join(", "))} until you press Ctrl-C.\n`);
  const onError = (folder: string, problem: string): void => run.note({ source: folder, problem });
  await watchFolders(folders, { visit, onError }, io.signal);
}

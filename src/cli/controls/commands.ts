import type { Command } from "commander";
import { common, type Own, type Run } from "../command.ts";
import { examples } from "../examples.ts";
import type { ControlsListOptions, ControlsPlanOptions, ControlsScoreOptions, ControlsShowOptions } from "./options.ts";

const SCORE_HELP = `
The results of another rule engine are JSON, one object a line: {"id": "signin-v01-…"} or {"eventID": "…"} for each
record of the corpus (corpus/records/*.jsonl) that it matched, {"id": "…", "matched": false} for others, if at all.

Exit codes: 0 right of every record, 1 not, 2 usage or a pattern that AWS would refuse.`;

/** `tocsin controls` and what is under it. Bodies are imported when their command runs. */
export function addControls(program: Command, run: Run): void {
  const group = program.command("controls").description("what must not pass unseen, and which patterns see it");
  group
    .command("list")
    .description("the controls, with their numbers")
    .option("--benchmark <version>", "only those of a benchmark version, such as cis-6.0")
    .addHelpText("after", examples("tocsin controls list --benchmark cis-6.0"))
    .action(async (own: Own<ControlsListOptions>, command: Command) => {
      const { runControlsList } = await import("./list.ts");
      run.code = await runControlsList({ ...own, ...common(command, run) }, run.io);
    });
  group
    .command("show")
    .description("all about a control: who demands it, its events, patterns, audit and remediation")
    .argument("<control>", "as `tocsin controls list` shows it")
    .addHelpText("after", examples("tocsin controls show root-account-usage"))
    .action(async (id: string, own: Own<ControlsShowOptions>, command: Command) => {
      const { runControlsShow } = await import("./show.ts");
      run.code = await runControlsShow({ ...own, id, ...common(command, run) }, run.io);
    });
  group
    .command("score")
    .description("does a pattern ring for every event that it must, and for no other?")
    .argument("[pattern...]", "filters that ring together, - for one on standard input")
    .requiredOption("--control <control>", "what it is meant to see")
    .option("--results <file>", "judge another rule engine instead, by what it matched; - for standard input")
    .addHelpText("after", SCORE_HELP)
    .addHelpText(
      "after",
      examples(
        `tocsin controls score '{ $.userIdentity.type = "Root" }' --control root-account-usage  # exit code 1`,
        "tocsin controls score --results matched.jsonl --control root-account-usage",
      ),
    )
    .action(async (patterns: string[], own: Own<ControlsScoreOptions>, command: Command) => {
      const { runControlsScore } = await import("./score.ts");
      run.code = await runControlsScore({ ...own, patterns, ...common(command, run) }, run.io);
    });
  group
    .command("plan")
    .description("the fewest filters that pass authorities who contradict each other, while only precise ones page")
    .argument("<control>", "as `tocsin controls list` shows it")
    .option("--authority <name...>", "whom to satisfy, such as security-hub or cis-1.4 (default: all with a rule)")
    .option("--allow-refused", "plan with texts that AWS may refuse, too", false)
    .addHelpText("after", "\nExit codes: 0 all pass, 1 no filter can satisfy one of them, 2 usage.")
    .addHelpText("after", examples("tocsin controls plan console-signin-without-mfa --authority security-hub cis-1.4"))
    .action(async (id: string, own: Own<ControlsPlanOptions>, command: Command) => {
      const { runControlsPlan } = await import("./plan.ts");
      run.code = await runControlsPlan({ ...own, id, ...common(command, run) }, run.io);
    });
}

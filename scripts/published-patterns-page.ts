import { tellRecord } from "../src/cli/pattern/tell-record.ts";
import { parsePattern } from "../src/pattern/parse.ts";
import { equivalent, implies } from "../src/proof/index.ts";
import { publishedPatterns } from "../test/proof/published-patterns.ts";
import { signInPatterns } from "./sign-in-patterns.ts";

const CONTROL = "console-signin-without-mfa";

const INTRODUCTION = `<!-- Written by scripts/generate-published-patterns.ts, every word of it proven there. Do not edit. -->
# Patterns for a console sign-in without MFA

What people publish for this control, and who sees what. Each answer was decided as
\`tocsin pattern prove implies ROW COLUMN --assume cloudtrail\` decides it, for every record that CloudTrail's fields allow
and not for samples: behind a **yes** is a certificate that a checker confirmed, behind a **no** a record that the matcher
confirmed. The records are samples of their kind with as few changes as it takes, so a name or an ARN may look odd.
`;

interface Row {
  /** A letter. */
  readonly id: string;
  readonly name: string;
  readonly pattern: string;
  /** Where a pattern of this meaning was found. */
  readonly foundIn: string[];
  /** How many ways to spell it were found. */
  spellings: number;
}

/** The page as a whole. */
export function publishedPatternsPage(): string {
  const rows = collectRows();
  const witnesses: string[] = [];
  const matrix = renderMatrix(rows, witnesses);
  return [INTRODUCTION, renderRows(rows), matrix, renderWitnesses(witnesses)].join("\n");
}

/** The patterns known by name, and after them each published one that means something else. */
function collectRows(): readonly Row[] {
  const rows: Row[] = [];
  const add = (name: string, pattern: string): Row => {
    const row = { id: String.fromCharCode(65 + rows.length), name, pattern, foundIn: [], spellings: 0 };
    rows.push(row);
    return row;
  };
  for (const { name, pattern } of signInPatterns) add(name, pattern);
  for (const { control, pattern, foundIn } of publishedPatterns) {
    if (control !== CONTROL || !parsePattern(pattern).ok) continue;
    const same = rows.find((row) => equivalent(row.pattern, pattern).answer === "yes");
    const row = same ?? add(repositoryOf(foundIn[0]), pattern);
    row.spellings += 1;
    row.foundIn.push(...foundIn);
  }
  return rows;
}

function repositoryOf(place = ""): string {
  return place.split(" ")[0] ?? "";
}

function renderRows(rows: readonly Row[]): string {
  const blocks = rows.map(({ id, name, pattern, foundIn, spellings }) => {
    const repositories = [...new Set(foundIn.map(repositoryOf))].sort();
    const found =
      spellings === 0
        ? "\nNot among the published ones.\n"
        : `\n${spellings === 1 ? "One spelling" : `${spellings} spellings`} with exactly this meaning, in ${repositories.join(", ")}.\n`;
    return `**${id}: ${name}**\n\n\`\`\`text\n${pattern}\n\`\`\`\n${found}`;
  });
  return `## The patterns\n\n${blocks.join("\n")}`;
}

/** A row and a column for each pattern; witnesses are numbered as they are met. */
function renderMatrix(rows: readonly Row[], witnesses: string[]): string {
  const lines = rows.map((row) => {
    const cells = rows.map((column) => (row === column ? "·" : renderCell(row, column, witnesses)));
    return `| **${row.id}** | ${cells.join(" | ")} |`;
  });
  return [
    "## Does the column see whatever the row sees?\n",
    "Two patterns that say yes to each other are the same for CloudTrail. A number is the record below that the row sees and",
    "the column does not.\n",
    `| | ${rows.map(({ id }) => id).join(" | ")} |`,
    `|---|${rows.map(() => "---|").join("")}`,
    ...lines,
    "",
  ].join("\n");
}

function renderCell(row: Row, column: Row, witnesses: string[]): string {
  const answer = implies(row.pattern, column.pattern, { assume: "cloudtrail" });
  switch (answer.answer) {
    case "yes":
      return "yes";
    case "no": {
      if (!witnesses.includes(answer.witness)) witnesses.push(answer.witness);
      return `no: ${witnesses.indexOf(answer.witness) + 1}`;
    }
    case "unknown":
      throw new Error(`not decided whether ${row.id} implies ${column.id}: ${answer.reason}`);
  }
}

function renderWitnesses(witnesses: readonly string[]): string {
  const entries = witnesses.map((witness, index) => {
    const told = tellRecord(witness);
    const title = told === undefined ? "an event" : `${told.kind}: ${told.summary}`;
    const json = JSON.stringify(JSON.parse(witness), null, 2);
    return `${index + 1}. ${title}\n\n   <details><summary>record</summary>\n\n   \`\`\`json\n${indented(json)}\n   \`\`\`\n\n   </details>\n`;
  });
  return `## The records\n\n${entries.join("\n")}`;
}

function indented(text: string): string {
  return text.replace(/^/gm, "   ");
}

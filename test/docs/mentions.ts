import type { Command } from "../../src/cli/command.ts";

/** What stands in inline code, without blocks of code; a line break inside counts as a blank. */
export function inlineCode(markdown: string): readonly string[] {
  const prose = markdown.replaceAll(/^ *(`{3,})[\s\S]*?^ *\1 *$/gm, "");
  return [...prose.matchAll(/(?<!`)`([^`]+)`(?!`)/g)].map(([, code = ""]) => code.replaceAll(/\s+/g, " ").trim());
}

/**
 * What a mention of `npm run …` or `tocsin …` names that does not exist; undefined when all does, and for other code.
 * A list such as `tocsin keys create, list` names two commands; so does one with `|`.
 *
 * @example
 * unknownIn("npm run tset", program, ["test"]); // "tset"
 */
export function unknownIn(code: string, program: Command, scripts: readonly string[]): string | undefined {
  const npm = /^npm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/.exec(code);
  const script = npm?.[1] ?? npm?.[2];
  if (script !== undefined) return scripts.includes(script) ? undefined : script;
  const typed = /^(?:npx )?tocsin (.+)$/.exec(code)?.[1];
  return typed === undefined ? undefined : unknownWord(typed, program);
}

function unknownWord(typed: string, program: Command): string | undefined {
  let group = program;
  let command = program;
  let isListed = false;
  for (const word of words(typed)) {
    if (word === "|" || word === ",") isListed = true;
    else if (word.startsWith("-")) {
      if (!knowsOption(command, word, program)) return word;
    } else if (command === group || isListed) {
      const named = group.commands.find((child) => child.name() === word);
      if (named === undefined && !isChoice(command, word)) return word;
      command = named ?? command;
      if (command.commands.length > 0) group = command;
      isListed = false;
    }
  }
  return undefined;
}

/** A text in quotes is one word, and a comma a word of its own. */
function words(typed: string): readonly string[] {
  return typed.match(/'[^']*'|"[^"]*"|[,|]|[^\s,|'"]+/g) ?? [];
}

function knowsOption(command: Command, word: string, program: Command): boolean {
  const name = word.replace(/=.*$/, "");
  if (["--", "-", "--help"].includes(name)) return true;
  return [...command.options, ...program.options].some(({ long, short }) => long === name || short === name);
}

/** Whether an argument may have this value, one of few. */
function isChoice(command: Command, word: string): boolean {
  return command.registeredArguments.some(({ argChoices }) => argChoices?.includes(word) === true);
}

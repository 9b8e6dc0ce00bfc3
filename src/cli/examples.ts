/**
 * The end of a command's help: lines that can be typed as they are. A line that does not end with 0 says so behind a
 * `#`, and test/docs executes every one.
 *
 * @example
 * examples("tocsin mailbox last"); // "\nExamples:\n  $ tocsin mailbox last"
 */
export function examples(...lines: readonly string[]): string {
  return ["\nExamples:", ...lines.map((line) => `  $ ${line}`)].join("\n");
}

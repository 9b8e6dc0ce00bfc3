/** Words that a POSIX shell leaves as they are. */
const PLAIN = /^[A-Za-z0-9_/.:=,@%+-]+$/;

/**
 * A text as one word of a POSIX shell.
 *
 * @example
 * shellWord("trail logs"); // "'trail logs'"
 * shellWord("it's"); // "'it'\\''s'"
 */
export function shellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** An option of the AWS CLI with its value; one that begins with a hyphen would be taken for an option itself. */
export function shellOption(name: string, value: string): string {
  return value.startsWith("-") ? `--${name}=${shellWord(value)}` : `--${name} ${shellWord(value)}`;
}

/** Characters that no command can show as they are. */
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/** Whether a text can be printed within a command, and read there for what it is. */
export function isShowable(text: string): boolean {
  return !UNSHOWABLE.test(text);
}

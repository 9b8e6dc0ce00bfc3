/**
 * The user asked for something that cannot be done as asked. Ends the command with exit code 2 and this message,
 * without a stack; `hint` says what to do instead.
 *
 * @example
 * throw new UsageError("cannot read events.log: no such file", "Use - to read standard input.");
 */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

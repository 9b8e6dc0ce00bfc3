/**
 * A text from a record for one line of prose: control characters, with which an actor could forge further lines, become
 * spaces, and what is too long is cut.
 */
export function plainText(text: string, longest = 200): string {
  const line = text
    .slice(0, longest + 1)
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, " ");
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

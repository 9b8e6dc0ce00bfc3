import { search } from "jmespath";
import { UsageError } from "./usage-error.ts";

/** Applies the JMESPath expression of `--query`; an expression that JMESPath refuses is a UsageError. */
export function applyQuery(document: unknown, expression: string): unknown {
  try {
    const answer: unknown = search(document, expression);
    return answer;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`--query ${JSON.stringify(expression)} cannot be applied: ${reason}`);
  }
}

/**
 * What an endpoint's HTTP status means for the delivery: `delivered` (2xx), `retry` (429 and 5xx) or `ended`: redirects
 * and every other 4xx end the delivery at once, they are neither followed nor retried.
 * obs STACKD external_feedback (302, 400, 429, 503); inf: 1xx and anything out of range is retried.
 *
 * @example
 * judgeHttpStatus(503); // "retry"
 */
export function judgeHttpStatus(status: number): "delivered" | "ended" | "retry" {
  if (status >= 200 && status < 300) return "delivered";
  return status >= 300 && status < 500 && status !== 429 ? "ended" : "retry";
}

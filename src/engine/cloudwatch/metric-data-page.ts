import { decodePageToken, encodePageToken } from "../logs/page-token.ts";
import { invalidNextToken } from "./errors.ts";

export interface MetricDataMessage {
  readonly Code: string;
  readonly Value: string;
}

export interface MetricDataResult {
  readonly Id: string;
  readonly Label: string;
  /** Epoch milliseconds. */
  readonly Timestamps: readonly number[];
  readonly Values: readonly number[];
  readonly StatusCode: "Complete" | "PartialData" | "Forbidden";
  readonly Messages?: readonly MetricDataMessage[];
}

export interface MetricDataPage {
  readonly results: readonly MetricDataResult[];
  readonly nextToken?: string;
}

const OPERATION = "GetMetricData";

/**
 * One page of the results: at most `limit` datapoints, result after result (inf: that AWS pages in this order). A result
 * that goes on on the next page is PartialData (obs STACKD metrics). `request` identifies the request, so that a token of another is
 * refused. The place is kept by time, so that data that arrives between two pages does not shift it.
 *
 * @throws AwsError InvalidNextToken
 */
export function pageOf(
  results: readonly MetricDataResult[],
  limit: number,
  request: string,
  token: string | undefined,
): MetricDataPage {
  const place = token === undefined ? { index: 0, after: undefined } : readToken(token, request);
  const page: MetricDataResult[] = [];
  let room = limit;
  for (const [index, result] of results.entries()) {
    if (index < place.index) continue;
    const from = index === place.index && place.after !== undefined ? result.Timestamps.indexOf(place.after) + 1 : 0;
    const rest = result.Timestamps.length - from;
    if (rest > 0 && room === 0) return { results: page, nextToken: encodePageToken([OPERATION, request, index]) };
    const taken = Math.min(room, rest);
    room -= taken;
    page.push({
      ...result,
      Timestamps: result.Timestamps.slice(from, from + taken),
      Values: result.Values.slice(from, from + taken),
      StatusCode: taken < rest ? "PartialData" : result.StatusCode,
    });
    const last = result.Timestamps[from + taken - 1];
    if (taken < rest && last !== undefined) {
      return { results: page, nextToken: encodePageToken([OPERATION, request, index, last]) };
    }
  }
  return { results: page };
}

function readToken(token: string, request: string): { readonly index: number; readonly after: number | undefined } {
  const [of, index, after] = decodePageToken(token, OPERATION) ?? [];
  if (of !== request || typeof index !== "number" || typeof after === "string") throw invalidNextToken();
  return { index, after };
}

import { ALGORITHM, sha256, signatureOf } from "./sigv4-canonical.ts";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The signing name of Tocsin's own interface below `/_tocsin`, which AWS does not have. */
export const TOCSIN_SERVICE = "tocsin";

/**
 * The headers that sign a request to Tocsin's own interface, to be sent with it. `now` is the machine's time in epoch
 * milliseconds.
 *
 * @example
 * const key = { accessKeyId: "TOCSINEXAMPLE", secretAccessKey: "secret" };
 * const url = "http://127.0.0.1:4666/_tocsin/ingest";
 * const headers = signedHeaders({ method: "POST", url, body: "{}" }, key, Date.now());
 * headers["x-amz-date"]; // such as "20261121T100000Z"
 */
export function signedHeaders(
  request: { readonly method: string; readonly url: string; readonly body: string },
  credentials: Credentials,
  now: number,
): Readonly<Record<string, string>> {
  const url = new URL(request.url);
  const time = new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, "");
  // The region says nothing here, but the scope must have one.
  const scope = { time, date: time.slice(0, 8), region: "us-east-1", service: TOCSIN_SERVICE };
  const payloadHash = sha256(request.body);
  const headers = { host: url.host, "x-amz-content-sha256": payloadHash, "x-amz-date": time };
  const names = Object.keys(headers);
  const parts = {
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    header: (name: string) => new Map(Object.entries(headers)).get(name) ?? null,
  };
  const signature = signatureOf(parts, names, payloadHash, scope, credentials.secretAccessKey);
  const credential = `${credentials.accessKeyId}/${scope.date}/${scope.region}/${scope.service}/aws4_request`;
  return {
    "x-amz-content-sha256": payloadHash,
    "x-amz-date": time,
    authorization: `${ALGORITHM} Credential=${credential}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
  };
}

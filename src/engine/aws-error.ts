/**
 * A request that AWS would refuse. `code` is the error code as AWS documents it for the service
 * (query clients see it as `<Code>`; the wire codecs translate it to the JSON shape name where the two differ),
 * `status` the HTTP status of the query protocol, `message` AWS's own text, absent where AWS sends none.
 *
 * @example
 * throw new AwsError("ResourceNotFoundException", 400, "The specified log group does not exist.");
 */
export class AwsError extends Error {
  override readonly name = "AwsError";
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message = "") {
    super(message);
    this.code = code;
    this.status = status;
  }
}

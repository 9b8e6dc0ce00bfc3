import { AwsError } from "../engine/aws-error.ts";
import { type Authentication, examineHead, requireSignature } from "./authenticate.ts";
import { TOCSIN_SERVICE } from "./sigv4-sign.ts";

/**
 * Why a request to Tocsin's own interface is not let in, or undefined when it is: what holds for AWS operations holds for
 * what moves the clock and takes in records. `body` is only called when there is a signature to verify.
 */
export async function refusalOfSender(
  authentication: Authentication,
  request: Request,
  body: () => Promise<Uint8Array>,
): Promise<string | undefined> {
  const url = new URL(request.url);
  try {
    const standing = await examineHead(authentication, request, url);
    if (standing.kind === "unsigned") {
      return "this engine takes signed requests only: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to a key that `tocsin keys create` made";
    }
    if (standing.kind === "claimed") requireSignature(standing, request, url, await body(), TOCSIN_SERVICE);
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

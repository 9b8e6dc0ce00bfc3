import { AwsError } from "../../engine/aws-error.ts";
import { authenticBody, type Demands, type Exchange } from "../exchange.ts";
import { serviceBySigningName } from "../service.ts";
import type { WireResponse } from "../wire.ts";
import { s3Answer } from "./answer.ts";
import { S3_BODY_LIMIT, s3Input } from "./input.ts";
import { s3Route } from "./route.ts";

/** S3 has a protocol of its own: resources in paths, settings as documents. Its signing name is how it is told. */
export function isS3({ credential, wire }: Exchange): boolean {
  return wire.kind === "query" && credential?.service === "s3";
}

/** Runs an S3 request. Throws AwsError, which `s3Refusal` writes as S3 does. */
export async function performS3(
  exchange: Exchange,
  demands: Demands,
  invoke: (operation: string, input: object) => Promise<object>,
): Promise<WireResponse> {
  exchange.address = serviceBySigningName("s3");
  const { request, url } = exchange;
  const body = await authenticBody(exchange, { ...demands, bodyLimit: S3_BODY_LIMIT });
  if (request.headers.get("x-amz-content-sha256")?.startsWith("STREAMING-") === true) {
    throw new AwsError("NotImplemented", 501, "Tocsin does not read bodies in signed chunks.");
  }
  const route = s3Route(request.method, url);
  return s3Answer(route, await invoke(route.operation, s3Input(route, request.headers, body)));
}

import type { Destination } from "./dispatch.ts";
import { encodeCbor } from "./protocol/cbor.ts";
import { encodeJson } from "./protocol/json.ts";
import { encodeXml } from "./protocol/xml.ts";
import type { Wire, WireResponse } from "./wire.ts";

/** Writes an operation's output in the protocol of its request. Throws TypeError when it does not fit the model. */
export function answerResponse(wire: Wire, to: Destination, output: object, requestId: string): WireResponse {
  const { address, operation } = to;
  const shape = operation.output;
  switch (wire.kind) {
    case "json": {
      // An operation that answers nothing has an empty body; clients take that and `{}` alike (obs, measured).
      const body = shape === undefined ? "" : encodeJson(shape, output);
      return { status: 200, headers: { "content-type": `application/x-amz-json-${wire.version}` }, body };
    }
    case "cbor": {
      const headers = { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" };
      return { status: 200, headers, body: shape === undefined ? "" : encodeCbor(shape, output) };
    }
    case "query":
      break;
  }
  const body = encodeXml(operation.name, shape, output, address.query?.namespace ?? "", requestId);
  return { status: 200, headers: { "content-type": "text/xml" }, body };
}

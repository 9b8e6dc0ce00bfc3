import type { OutboundMessage } from "../engine/outbound.ts";
import { renderEnvelope } from "../topic/envelope.ts";
import { signingCertUrl } from "../topic/links.ts";
import { stringToSign } from "../topic/string-to-sign.ts";
import type { Signer } from "./signer.ts";

/** The signed JSON document of a message. */
export async function signedDocument(message: OutboundMessage, signer: Signer): Promise<string> {
  const signature = await signer.sign(stringToSign(message), message.signatureVersion);
  return renderEnvelope(message, {
    signature,
    signingCertUrl: signingCertUrl(message.baseUrl, await signer.certificateName()),
  });
}

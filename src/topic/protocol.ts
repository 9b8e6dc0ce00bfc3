/** The protocols of an SNS subscription. doc MODEL Subscribe */
export const protocols = [
  "http",
  "https",
  "email",
  "email-json",
  "sms",
  "sqs",
  "lambda",
  "application",
  "firehose",
] as const;

export type Protocol = (typeof protocols)[number];

export function isProtocol(text: string): text is Protocol {
  return protocols.some((protocol) => protocol === text);
}

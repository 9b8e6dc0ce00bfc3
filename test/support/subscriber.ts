import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What SNS posted, its JSON document parsed. */
export interface Received {
  readonly type: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, string>>;
}

export interface Subscriber {
  readonly url: string;
  readonly received: readonly Received[];
  /** Resolves with the first message, past or future, that satisfies the condition. */
  until(condition: (message: Received) => boolean): Promise<Received>;
  close(): Promise<void>;
}

/** An HTTP endpoint as subscribers write them: it confirms its subscription and keeps what it is told. */
export async function startSubscriber(): Promise<Subscriber> {
  const received: Received[] = [];
  const waiting: { readonly condition: (message: Received) => boolean; readonly found: (message: Received) => void }[] =
    [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>;
      const message = { type: String(request.headers["x-amz-sns-message-type"]), headers: request.headers, body };
      received.push(message);
      response.end();
      for (const one of waiting) if (one.condition(message)) one.found(message);
      if (message.type === "SubscriptionConfirmation") void fetch(String(body["SubscribeURL"]));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/sns`,
    received,
    until: (condition) =>
      new Promise((found) => {
        const past = received.find(condition);
        if (past === undefined) waiting.push({ condition, found });
        else found(past);
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

import { connect, type Socket } from "node:net";

/** A connection on which bytes are sent as a broken or hostile client would. */
export interface RawConnection {
  /** Resolves when the kernel has the bytes, or the connection is gone: the caller then looks at `closed`. */
  send(bytes: string | Uint8Array): Promise<void>;
  /** The first line of an answer, past or future; undefined when the server closes without one. */
  readonly statusLine: Promise<string | undefined>;
  readonly closed: () => boolean;
  /** Breaks off without a word. */
  breakOff(): void;
}

/** Opens a connection to the server of a URL. */
export async function openRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await new Promise((resolve, reject) => {
    socket.once("connect", () => resolve(undefined)).once("error", reject);
  });
  return {
    statusLine: firstLine(socket),
    closed: () => socket.destroyed,
    send: (bytes) =>
      new Promise((resolve) => {
        if (socket.destroyed) resolve();
        else socket.write(bytes, () => resolve());
      }),
    breakOff: () => socket.destroy(),
  };
}

function firstLine(socket: Socket): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = "";
    socket.on("data", (bytes: Buffer) => {
      text += bytes.toString("latin1");
      const [line, rest] = text.split("\r\n", 2);
      if (rest !== undefined) resolve(line);
    });
    // A server that refuses a body resets the connection while it is still being sent.
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(undefined));
  });
}

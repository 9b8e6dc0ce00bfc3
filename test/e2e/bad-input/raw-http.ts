import { connect } from "node:net";

/** A connection on which bytes are sent as a broken or hostile client would. */
export interface RawConnection {
  /** Resolves when the kernel has the bytes, or the connection is gone. */
  send(bytes: string | Uint8Array): Promise<void>;
  /** The first line of an answer, past or future; undefined when the server closes without one. */
  readonly statusLine: Promise<string | undefined>;
  /** Whether the server has answered or hung up. */
  answered(): boolean;
  /** Hangs up without a word. */
  breakOff(): void;
}

/** Opens a connection to the server of a URL. */
export async function openRaw(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await new Promise((resolve, reject) => {
    socket.once("connect", () => resolve(undefined)).once("error", reject);
  });
  let answered = false;
  const statusLine = new Promise<string | undefined>((resolve) => {
    let text = "";
    socket.on("data", (bytes: Buffer) => {
      text += bytes.toString("latin1");
      const [line, rest] = text.split("\r\n", 2);
      if (rest === undefined) return;
      answered = true;
      resolve(line);
    });
    // A server that refuses a body resets the connection while it is still being sent.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      answered = true;
      resolve(undefined);
    });
  });
  return {
    statusLine,
    answered: () => answered,
    send: (bytes) =>
      new Promise((resolve) => {
        if (socket.destroyed) resolve();
        else socket.write(bytes, () => resolve());
      }),
    breakOff: () => socket.destroy(),
  };
}

import { Agent, request } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Listener, listen } from "./listen.ts";

let listeners: Listener[] = [];
afterEach(async () => {
  await Promise.all(listeners.map((listener) => listener.close()));
  listeners = [];
});

async function open(answer: (request: Request) => Response | Promise<Response>, host = "127.0.0.1", port = 0) {
  const listener = await listen(answer, { host, port });
  listeners.push(listener);
  return listener;
}

/** A request on a connection of its own, so that nothing keeps it alive. */
function get(url: string, agent: Agent | false = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent }, (response) => {
      response.setEncoding("utf8").on("data", resolve);
    });
    sent.on("error", reject).end();
  });
}

describe("listen", () => {
  it("tells the port that it took", async () => {
    const { url } = await open(() => new Response("here"));
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await get(url)).toBe("here");
  });

  it("writes an IPv6 address in brackets", async () => {
    const { url } = await open(() => new Response("here"), "::1");
    expect(url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect(await get(url)).toBe("here");
  });

  it("says which address is taken", async () => {
    const { url } = await open(() => new Response("here"));
    const port = Number(new URL(url).port);
    await expect(open(() => new Response("second"), "127.0.0.1", port)).rejects.toThrow(
      `cannot listen on 127.0.0.1 port ${port}: `,
    );
  });

  it("lets a request that runs end before it closes", async () => {
    let answer: (response: Response) => void = () => undefined;
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const { url, close } = await listenOnce(() => {
      arrive();
      return new Promise<Response>((resolve) => {
        answer = resolve;
      });
    });
    const got = get(url);
    await arrived;
    const closing = close();
    await expect(get(url)).rejects.toThrow("ECONNREFUSED");
    answer(new Response("in time"));
    expect(await got).toBe("in time");
    await closing;
  });

  it("closes with the last answer, although its client would keep the connection", async () => {
    let answer: (response: Response) => void = () => undefined;
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const { url, close } = await listenOnce(() => {
      arrive();
      return new Promise<Response>((resolve) => {
        answer = resolve;
      });
    });
    const agent = new Agent({ keepAlive: true });
    const got = get(url, agent);
    await arrived;
    const closing = close();
    const began = performance.now();
    answer(new Response("in time"));
    expect(await got).toBe("in time");
    await closing;
    expect(performance.now() - began).toBeLessThan(1000);
    agent.destroy();
  });

  it("cuts a request that never ends, after a moment", async () => {
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const { url, close } = await listenOnce(() => {
      arrive();
      return new Promise<Response>(() => undefined);
    });
    const got = get(url).catch((error: unknown) => error);
    await arrived;
    await close();
    expect(await got).toBeInstanceOf(Error);
  });

  it("ends an answer that would go on", async () => {
    let cancelled: () => void = () => undefined;
    const hungUp = new Promise<void>((resolve) => {
      cancelled = resolve;
    });
    const { url, close } = await listenOnce(
      () =>
        new Response(
          new ReadableStream({
            start: (controller) => controller.enqueue(new TextEncoder().encode("first")),
            cancel: () => cancelled(),
          }),
        ),
    );
    const { body } = await fetch(url);
    const reader = (body ?? new ReadableStream()).getReader();
    await reader.read();
    const began = performance.now();
    await close();
    expect(performance.now() - began).toBeLessThan(1000);
    expect((await reader.read()).done).toBe(true);
    await hungUp;
  });

  it("closes although a client keeps a connection open without asking anything", async () => {
    const { url, close } = await listenOnce(() => new Response("here"));
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    const ended = new Promise((resolve) => {
      socket.on("close", resolve).on("error", resolve);
    });
    await new Promise((resolve) => {
      socket.once("connect", () => resolve(undefined));
    });
    await close();
    await ended;
    expect(socket.destroyed).toBe(true);
  });
});

async function listenOnce(answer: (request: Request) => Response | Promise<Response>) {
  const listener = await listen(answer, { host: "127.0.0.1", port: 0 });
  return { url: listener.url, close: () => listener.close() };
}

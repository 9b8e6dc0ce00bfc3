import { beforeEach, describe, expect, it } from "vitest";
import { createDispatcher } from "./dispatcher.ts";
import type { Delivery, DeliveryOutcome, OutboundMessage } from "./outbound.ts";
import { MINUTE, START, type TestEngine, testEngine } from "./sns/engine.testing.ts";

const delivered: DeliveryOutcome = { kind: "delivered", detail: "200" };
const busy: DeliveryOutcome = { kind: "failed", retryable: true, reason: "503" };
const gone: DeliveryOutcome = { kind: "failed", retryable: false, reason: "404" };
const SECOND = 1000;

let test: TestEngine;
let live: AbortSignal;

beforeEach(() => {
  test = testEngine();
  live = new AbortController().signal;
});

function message(id: string, protocol = "https"): OutboundMessage {
  return {
    id,
    kind: "Notification",
    region: "us-east-1",
    topicArn: "arn:aws:sns:us-east-1:123456789012:alarms",
    subscriptionArn: `arn:aws:sns:us-east-1:123456789012:alarms:${id}`,
    protocol,
    endpoint: `https://probe:secret@example.com/${id}`,
    messageId: id,
    timestamp: START,
    message: "hello",
    rawMessageDelivery: false,
    signatureVersion: "1",
    baseUrl: "http://127.0.0.1:4666",
  };
}

async function enqueue(...messages: OutboundMessage[]): Promise<void> {
  await test.engine.store.transaction((tx) => tx.enqueue(messages, test.clock.now()));
}

/** Answers every attempt alike and remembers when each was made. */
function answering(outcome: DeliveryOutcome): Delivery & { readonly sent: readonly string[] } {
  const sent: string[] = [];
  return {
    sent,
    async deliver({ id }) {
      sent.push(`${id}@${(test.clock.now() - START) / SECOND}`);
      return outcome;
    },
  };
}

/** Deliveries that end only when the test says so, or are given up on abort. */
function held() {
  const open = new Map<string, (outcome: DeliveryOutcome) => void>();
  const sent: string[] = [];
  const delivery: Delivery = {
    deliver: ({ id }, signal) =>
      new Promise((resolve, reject) => {
        sent.push(id);
        open.set(id, resolve);
        signal.addEventListener("abort", () => reject(new Error("aborted")));
      }),
  };
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise(setImmediate);
  };
  return { delivery, sent, until, end: (id: string, outcome = delivered) => open.get(id)?.(outcome) };
}

describe("a dispatcher", () => {
  it("delivers what is due and settles it", async () => {
    await enqueue(message("a"), message("b"));
    const delivery = answering(delivered);
    expect(await createDispatcher(test.engine, delivery, live)()).toBe(2);
    expect(delivery.sent).toEqual(["a@0", "b@0"]);
    const settled = await test.outbox(true);
    expect(settled.map((row) => row.settled)).toEqual([
      { at: START, outcome: delivered },
      { at: START, outcome: delivered },
    ]);
  });

  it("never sends a settled message again", async () => {
    await enqueue(message("a"), message("b"));
    const dispatchDue = createDispatcher(test.engine, answering(delivered), live);
    await dispatchDue();
    const second = answering(delivered);
    test.clock.set(START + 60 * MINUTE);
    expect(await dispatchDue()).toBe(0);
    expect(await createDispatcher(test.engine, second, live)()).toBe(0);
    expect(second.sent).toEqual([]);
  });

  it("retries an http endpoint three times, 20 seconds apart, and then gives up and says so", async () => {
    await enqueue(message("a"));
    const delivery = answering(busy);
    const dispatchDue = createDispatcher(test.engine, delivery, live);
    const settled: number[] = [];
    for (let second = 0; second <= 120; second += 1) {
      test.clock.set(START + second * SECOND);
      settled.push(await dispatchDue());
    }
    expect(delivery.sent).toEqual(["a@0", "a@20", "a@40", "a@60"]);
    expect(settled.indexOf(1)).toBe(60);
    expect((await test.outbox(true))[0]).toMatchObject({ attempt: 3, settled: { at: START + MINUTE, outcome: busy } });
    expect(test.logged).toEqual([
      expect.objectContaining({
        messageId: "a",
        attempts: 4,
        reason: "503",
        endpoint: "https://probe:****@example.com/a",
      }),
    ]);
  });

  it("retries a queue at once three times, then after one second", async () => {
    await enqueue(message("a", "sqs"));
    const delivery = answering(busy);
    const dispatchDue = createDispatcher(test.engine, delivery, live);
    await dispatchDue();
    expect(delivery.sent).toEqual(["a@0", "a@0", "a@0", "a@0"]);
    test.clock.set(START + SECOND);
    await dispatchDue();
    expect(delivery.sent.at(-1)).toBe("a@1");
  });

  it("retries by the message's own policy where it has one", async () => {
    const policy = { minDelayTarget: 1, maxDelayTarget: 1, numRetries: 2, numMaxDelayRetries: 0 };
    const retryPolicy = { ...policy, numNoDelayRetries: 1, numMinDelayRetries: 0, backoffFunction: "linear" } as const;
    await enqueue({ ...message("a"), retryPolicy });
    const delivery = answering(busy);
    const dispatchDue = createDispatcher(test.engine, delivery, live);
    for (let second = 0; second <= 60; second += 1) {
      test.clock.set(START + second * SECOND);
      await dispatchDue();
    }
    expect(delivery.sent).toEqual(["a@0", "a@0", "a@1"]);
  });

  it("brings what it gives up to the dead-letter queue, once: a final failure at once, others after the retries", async () => {
    const deadLetterTargetArn = "arn:aws:sqs:us-east-1:123456789012:dlq";
    await enqueue({ ...message("final"), deadLetterTargetArn }, { ...message("busy"), deadLetterTargetArn });
    const letters: string[] = [];
    const delivery: Delivery = {
      async deliver({ protocol, endpoint, messageId, message: text }) {
        if (protocol !== "sqs") return messageId === "final" ? gone : busy;
        letters.push(`${messageId} ${text} ${endpoint}@${(test.clock.now() - START) / SECOND}`);
        return delivered;
      },
    };
    const dispatchDue = createDispatcher(test.engine, delivery, live);
    for (let second = 0; second <= 120; second += 1) {
      test.clock.set(START + second * SECOND);
      await dispatchDue();
    }
    expect(letters).toEqual([`final hello ${deadLetterTargetArn}@0`, `busy hello ${deadLetterTargetArn}@60`]);
    expect(await test.outbox(false)).toEqual([]);
  });

  it("does not send a dead letter to another dead-letter queue", async () => {
    await enqueue({ ...message("a"), deadLetterTargetArn: "arn:aws:sqs:us-east-1:123456789012:dlq" });
    expect(await createDispatcher(test.engine, answering(gone), live)()).toBe(2);
    expect(await test.outbox()).toHaveLength(2);
  });

  it("does not retry what the adapter calls final", async () => {
    await enqueue(message("a"));
    const delivery = answering(gone);
    const dispatchDue = createDispatcher(test.engine, delivery, live);
    expect(await dispatchDue()).toBe(1);
    test.clock.set(START + 60 * MINUTE);
    expect(await dispatchDue()).toBe(0);
    expect(delivery.sent).toEqual(["a@0"]);
  });

  it("an adapter that throws costs its message an attempt and the others nothing", async () => {
    await enqueue(message("a"), message("b"));
    const delivery: Delivery = {
      deliver: async ({ id }) => {
        if (id === "a") throw new Error("bug");
        return delivered;
      },
    };
    expect(await createDispatcher(test.engine, delivery, live)()).toBe(1);
    expect(await test.outbox(false)).toMatchObject([{ attempt: 1, nextAttempt: START + 20 * SECOND }]);
    expect(test.logged).toHaveLength(1);
  });

  it("delivers sixteen at once, and a slow subscriber holds up neither those before nor those after it", async () => {
    const ids = Array.from({ length: 40 }, (_, at) => `m${String(at).padStart(2, "0")}`);
    await enqueue(message("a-slow"), ...ids.map((id) => message(id)));
    const { delivery, sent, until, end } = held();
    const dispatchDue = createDispatcher(test.engine, delivery, live);
    const done = dispatchDue();
    await until(() => sent.length === 16);
    for (const id of ids) {
      await until(() => sent.includes(id));
      expect(sent.length - ids.indexOf(id)).toBeLessThanOrEqual(16);
      end(id);
    }
    await enqueue(message("z-later"));
    expect(dispatchDue()).toBe(done);
    await until(() => sent.includes("z-later"));
    end("z-later");
    end("a-slow");
    expect(await done).toBe(42);
    expect(new Set(sent).size).toBe(sent.length);
  });

  it("does not start a delivery twice when the clock is moved past its claim", async () => {
    await enqueue(message("a"));
    const { delivery, sent, until, end } = held();
    const dispatchDue = createDispatcher(test.engine, delivery, live);
    const done = dispatchDue();
    await until(() => sent.length === 1);
    test.clock.set(START + 60 * MINUTE);
    await enqueue(message("b"));
    void dispatchDue();
    await until(() => sent.length === 2);
    end("b");
    end("a");
    expect(await done).toBe(2);
    expect(sent).toEqual(["a", "b"]);
  });

  it("gives up on abort without settling, and the message is due again when the claim has run out", async () => {
    await enqueue(message("a"), message("b"));
    const stop = new AbortController();
    const { delivery, sent, until, end } = held();
    const done = createDispatcher(test.engine, delivery, stop.signal)();
    await until(() => sent.length === 2);
    end("a");
    await until(() => true);
    stop.abort();
    expect(await done).toBe(1);
    expect((await test.outbox(false)).map((row) => row.message.id)).toEqual(["b"]);

    const next = answering(delivered);
    const afterRestart = createDispatcher(test.engine, next, live);
    expect(await afterRestart()).toBe(0);
    test.clock.set(START + 30 * SECOND);
    expect(await afterRestart()).toBe(1);
    expect(next.sent).toEqual(["b@30"]);
  });

  it("starts nothing once it was aborted", async () => {
    await enqueue(message("a"));
    const delivery = answering(delivered);
    expect(await createDispatcher(test.engine, delivery, AbortSignal.abort())()).toBe(0);
    expect(delivery.sent).toEqual([]);
  });

  it("a crash between delivery and settling costs one repeat and loses nothing", async () => {
    await enqueue(message("a"), message("b"));
    const sent: string[] = [];
    const delivery: Delivery = {
      deliver: async ({ id }) => {
        sent.push(id);
        return delivered;
      },
    };
    let transactions = 0;
    const { store } = test.engine;
    const crashing = {
      ...test.engine,
      store: {
        ...store,
        transaction: async <T>(work: Parameters<typeof store.transaction<T>>[0]) => {
          transactions += 1;
          if (transactions === 2) throw new Error("power cut");
          return store.transaction(work);
        },
      },
    };
    await expect(createDispatcher(crashing, delivery, live)()).rejects.toThrow("power cut");
    test.clock.set(START + 30 * SECOND);
    const restarted = createDispatcher(test.engine, delivery, live);
    expect(await restarted()).toBe(2);
    test.clock.set(START + 60 * MINUTE);
    expect(await restarted()).toBe(0);
    expect(sent.sort()).toEqual(["a", "a", "b", "b"]);
  });

  it("a store that fails once makes the same dispatcher neither lose nor repeat anything", async () => {
    await enqueue(message("a"));
    const delivery = answering(delivered);
    let transactions = 0;
    const { store } = test.engine;
    const flaky = {
      ...test.engine,
      store: {
        ...store,
        transaction: async <T>(work: Parameters<typeof store.transaction<T>>[0]) => {
          transactions += 1;
          if (transactions === 2) throw new Error("disk full");
          return store.transaction(work);
        },
      },
    };
    const dispatchDue = createDispatcher(flaky, delivery, live);
    await expect(dispatchDue()).rejects.toThrow("disk full");
    test.clock.set(START + 60 * MINUTE);
    expect(await dispatchDue()).toBe(1);
    expect(delivery.sent).toEqual(["a@0"]);
  });
});

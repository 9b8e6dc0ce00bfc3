import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { KMSClient } from "@aws-sdk/client-kms";
import { ConfirmSubscriptionCommand, ListSubscriptionsByTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { vi } from "vitest";
import { startTestServer, type TestServer } from "../../src/testing/index.ts";
import { startSubscriber } from "../support/subscriber.ts";

export const ACCOUNT = "123456789012";
export const HOME = "us-east-1";
export const ELSEWHERE = "eu-west-1";
export const REGIONS = [HOME, ELSEWHERE] as const;
export type Region = (typeof REGIONS)[number];

/** A Monday morning; the chains are built hours before, so that whatever building them set off is over. */
export const MORNING = Date.parse("2026-11-02T08:00:20Z");
const HOURS = 3 * 60 * 60_000;

/** The stock clients of one region. */
export interface RegionClients {
  readonly trails: CloudTrailClient;
  readonly logs: CloudWatchLogsClient;
  readonly alarms: CloudWatchClient;
  readonly topics: SNSClient;
  readonly keys: KMSClient;
}

/** A message that a subscriber has received. */
export interface Heard {
  /** When it was sent, epoch milliseconds. */
  readonly at: number;
  readonly to: string;
  /** `ALARM: "name" in US East (N. Virginia)` */
  readonly subject: string;
}

/** An engine in this process, clients to build chains with, and the ears of the subscribers. */
export interface Rig {
  readonly url: string;
  readonly clients: Readonly<Record<Region, RegionClients>>;
  /** An HTTP endpoint that confirms whatever it is asked to. */
  readonly httpEndpoint: string;
  now(): number;
  advance(milliseconds: number): Promise<void>;
  advanceTo(time: number): Promise<void>;
  /** Puts records through the trails; an account without a trail that delivers takes none. */
  ingest(records: readonly object[]): Promise<void>;
  /** Follows the link in the mail that asked an address to confirm its latest subscription. */
  confirmByMail(region: Region, address: string): Promise<void>;
  /** Resolves when the HTTP endpoint has confirmed its subscription to a topic. */
  confirmedByHttp(region: Region, TopicArn: string): Promise<void>;
  /** The notifications that came after a time, earliest first. */
  heardSince(time: number): Promise<readonly Heard[]>;
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRig(): Promise<Rig> {
  const server = await startTestServer({ at: new Date(MORNING - HOURS), account: ACCOUNT, region: HOME });
  const subscriber = await startSubscriber();
  const now = (): number => server.now().getTime();
  const clients = { [HOME]: clientsIn(server, HOME), [ELSEWHERE]: clientsIn(server, ELSEWHERE) };
  let forgotten = 0;
  return {
    url: server.url,
    clients,
    httpEndpoint: subscriber.url,
    now,
    async advance(milliseconds) {
      await server.advance(milliseconds);
    },
    async advanceTo(time) {
      await server.advance(time - now());
    },
    async ingest(records) {
      try {
        await server.ingest(records);
      } catch (error) {
        if (!String(error).includes("No trail can deliver records")) throw error;
      }
    },
    async confirmByMail(region, address) {
      await server.advance(0);
      const asked = (await server.mails()).filter(({ to, text }) => to === address && text.includes("Token="));
      const link = /Action=ConfirmSubscription&TopicArn=([^&\s]+)&Token=([0-9a-f]+)/.exec(asked.at(-1)?.text ?? "");
      if (link === null) throw new Error(`nobody asked ${address} to confirm`);
      const [, TopicArn, Token] = link;
      await clients[region].topics.send(new ConfirmSubscriptionCommand({ TopicArn, Token }));
    },
    async confirmedByHttp(region, TopicArn) {
      await server.advance(0);
      const isPending = async (): Promise<boolean> => {
        const { Subscriptions = [] } = await clients[region].topics.send(
          new ListSubscriptionsByTopicCommand({ TopicArn }),
        );
        return Subscriptions.some(
          ({ Protocol, SubscriptionArn }) => Protocol === "http" && SubscriptionArn?.startsWith("arn:") !== true,
        );
      };
      await vi.waitUntil(async () => !(await isPending()), { timeout: 10_000, interval: 10 });
    },
    async heardSince(time) {
      const posted = subscriber.received.slice(forgotten).filter(({ type }) => type === "Notification");
      const heard = [
        ...(await mailsOf(server)),
        ...posted.map(({ body }) => ({
          at: Date.parse(body["Timestamp"] ?? ""),
          to: subscriber.url,
          subject: body["Subject"] ?? "",
        })),
      ];
      return heard.filter(({ at }) => at > time).sort((a, b) => a.at - b.at);
    },
    async reset() {
      forgotten = subscriber.received.length;
      await server.reset();
    },
    async stop() {
      for (const { trails, logs, alarms, topics, keys } of Object.values(clients))
        for (const client of [trails, logs, alarms, topics, keys]) client.destroy();
      await subscriber.close();
      await server.stop();
    },
  };
}

function clientsIn({ clientConfig }: TestServer, region: Region): RegionClients {
  const config = { ...clientConfig, region };
  return {
    trails: new CloudTrailClient(config),
    logs: new CloudWatchLogsClient(config),
    alarms: new CloudWatchClient(config),
    topics: new SNSClient(config),
    keys: new KMSClient(config),
  };
}

async function mailsOf({ url }: TestServer): Promise<readonly Heard[]> {
  const answer = await fetch(`${url}/_tocsin/mails`);
  const { mails } = (await answer.json()) as {
    readonly mails: readonly { date: string; to: string; subject: string }[];
  };
  return mails
    .filter(({ subject }) => /^(?:ALARM|OK|INSUFFICIENT_DATA): /.test(subject))
    .map(({ date, to, subject }) => ({ at: Date.parse(date), to, subject }));
}

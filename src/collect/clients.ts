import { type CloudTrail, openCloudTrail } from "./aws/cloudtrail.ts";
import { type CloudWatch, openCloudWatch } from "./aws/cloudwatch.ts";
import { type Kms, openKms } from "./aws/kms.ts";
import { type Logs, openLogs } from "./aws/logs.ts";
import type { ClientSettings } from "./aws/settings.ts";
import { openSns, type Sns } from "./aws/sns.ts";

/** The services of one account, by region; each client is made when it is first needed. */
export interface Clients {
  cloudTrail(region: string): Promise<CloudTrail>;
  logs(region: string): Promise<Logs>;
  cloudWatch(region: string): Promise<CloudWatch>;
  sns(region: string): Promise<Sns>;
  kms(region: string): Promise<Kms>;
}

export function createClients(settingsFor: (region: string) => ClientSettings, signal: AbortSignal): Clients {
  const perRegion = <Client>(open: (settings: ClientSettings, signal: AbortSignal) => Promise<Client>) => {
    const opened = new Map<string, Promise<Client>>();
    return (region: string): Promise<Client> => {
      const client = opened.get(region) ?? open(settingsFor(region), signal);
      opened.set(region, client);
      return client;
    };
  };
  return {
    cloudTrail: perRegion(openCloudTrail),
    logs: perRegion(openLogs),
    cloudWatch: perRegion(openCloudWatch),
    sns: perRegion(openSns),
    kms: perRegion(openKms),
  };
}

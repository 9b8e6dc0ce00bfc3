import type {
  GetEventSelectorsCommandOutput,
  GetTrailStatusCommandOutput,
  Tag,
  Trail,
} from "@aws-sdk/client-cloudtrail";
import type { ClientSettings } from "./settings.ts";

/** The calls to CloudTrail of one region. Trails are named by their ARN. */
export interface CloudTrail {
  trails(): Promise<readonly Trail[]>;
  status(trailArn: string): Promise<GetTrailStatusCommandOutput>;
  selectors(trailArn: string): Promise<GetEventSelectorsCommandOutput>;
  tags(trailArn: string): Promise<readonly Tag[]>;
}

export async function openCloudTrail(settings: ClientSettings, signal: AbortSignal): Promise<CloudTrail> {
  const { CloudTrailClient, DescribeTrailsCommand, GetEventSelectorsCommand, GetTrailStatusCommand, ListTagsCommand } =
    await import("@aws-sdk/client-cloudtrail");
  const client = new CloudTrailClient(settings);
  const options = { abortSignal: signal };
  return {
    async trails() {
      const { trailList = [] } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }), options);
      return trailList;
    },
    status: (trailArn) => client.send(new GetTrailStatusCommand({ Name: trailArn }), options),
    selectors: (trailArn) => client.send(new GetEventSelectorsCommand({ TrailName: trailArn }), options),
    async tags(trailArn) {
      const { ResourceTagList = [] } = await client.send(new ListTagsCommand({ ResourceIdList: [trailArn] }), options);
      // Fifty tags are the most that a trail may have, and one page holds them. doc MODEL
      return ResourceTagList[0]?.TagsList ?? [];
    },
  };
}

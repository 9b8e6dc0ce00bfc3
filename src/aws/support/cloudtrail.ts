import type { SupportTable } from "../support.ts";

/** What Tocsin does with every member of the CloudTrail operations it serves. */
export const cloudtrailSupport: SupportTable = {
  CreateTrail: {
    Name: "exact",
    S3BucketName: "stored",
    S3KeyPrefix: "stored",
    SnsTopicName: "stored",
    IncludeGlobalServiceEvents: "exact",
    IsMultiRegionTrail: "exact",
    EnableLogFileValidation: "stored",
    CloudWatchLogsLogGroupArn: "exact",
    CloudWatchLogsRoleArn: "exact",
    KmsKeyId: "stored",
    IsOrganizationTrail: "stored",
    TagsList: "exact",
    RecursiveLogging: "refused",
  },
  UpdateTrail: {
    Name: "exact",
    S3BucketName: "stored",
    S3KeyPrefix: "stored",
    SnsTopicName: "stored",
    IncludeGlobalServiceEvents: "exact",
    IsMultiRegionTrail: "exact",
    EnableLogFileValidation: "stored",
    CloudWatchLogsLogGroupArn: "exact",
    CloudWatchLogsRoleArn: "exact",
    KmsKeyId: "stored",
    IsOrganizationTrail: "stored",
    RecursiveLogging: "refused",
  },
  DeleteTrail: {
    Name: "exact",
  },
  DescribeTrails: {
    trailNameList: "exact",
    includeShadowTrails: "exact",
  },
  GetTrail: {
    Name: "exact",
  },
  ListTrails: {
    NextToken: "exact",
  },
  GetTrailStatus: {
    Name: "exact",
  },
  StartLogging: {
    Name: "exact",
  },
  StopLogging: {
    Name: "exact",
  },
  PutEventSelectors: {
    TrailName: "exact",
    EventSelectors: "exact",
    AdvancedEventSelectors: "exact",
  },
  GetEventSelectors: {
    TrailName: "exact",
  },
  PutInsightSelectors: {
    TrailName: "exact",
    InsightSelectors: "stored",
    EventDataStore: "refused",
    InsightsDestination: "refused",
  },
  GetInsightSelectors: {
    TrailName: "exact",
    EventDataStore: "refused",
  },
  LookupEvents: {
    LookupAttributes: "exact",
    StartTime: "exact",
    EndTime: "exact",
    EventCategory: "exact",
    MaxResults: "exact",
    NextToken: "exact",
  },
  ListEventDataStores: {
    MaxResults: "exact",
    NextToken: "refused",
  },
  ListChannels: {
    MaxResults: "exact",
    NextToken: "refused",
  },
  ListPublicKeys: {
    StartTime: "exact",
    EndTime: "exact",
    NextToken: "refused",
  },
  AddTags: {
    ResourceId: "exact",
    TagsList: "exact",
  },
  RemoveTags: {
    ResourceId: "exact",
    TagsList: "exact",
  },
  ListTags: {
    ResourceIdList: "exact",
    NextToken: "exact",
  },
};

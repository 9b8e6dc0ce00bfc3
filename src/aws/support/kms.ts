import type { SupportTable } from "../support.ts";

/** What Tocsin does with every member of the KMS operations it serves. Its lists are of one page, so a marker is refused. */
export const kmsSupport: SupportTable = {
  CancelKeyDeletion: {
    KeyId: "exact",
  },
  CreateAlias: {
    AliasName: "exact",
    TargetKeyId: "exact",
  },
  CreateKey: {
    Policy: "stored",
    Description: "stored",
    KeyUsage: "exact",
    CustomerMasterKeySpec: "exact",
    KeySpec: "exact",
    Origin: "refused",
    CustomKeyStoreId: "refused",
    BypassPolicyLockoutSafetyCheck: "stored",
    Tags: "exact",
    MultiRegion: "stored",
    XksKeyId: "refused",
  },
  DeleteAlias: {
    AliasName: "exact",
  },
  DescribeKey: {
    KeyId: "exact",
    GrantTokens: "refused",
  },
  DisableKey: {
    KeyId: "exact",
  },
  DisableKeyRotation: {
    KeyId: "exact",
  },
  EnableKey: {
    KeyId: "exact",
  },
  EnableKeyRotation: {
    KeyId: "exact",
    RotationPeriodInDays: "stored",
  },
  GetKeyPolicy: {
    KeyId: "exact",
    PolicyName: "exact",
  },
  GetKeyRotationStatus: {
    KeyId: "exact",
  },
  ListAliases: {
    KeyId: "exact",
    Limit: "exact",
    Marker: "refused",
  },
  ListKeyPolicies: {
    KeyId: "exact",
    Limit: "exact",
    Marker: "refused",
  },
  ListKeys: {
    Limit: "exact",
    Marker: "refused",
  },
  ListResourceTags: {
    KeyId: "exact",
    Limit: "exact",
    Marker: "refused",
  },
  PutKeyPolicy: {
    KeyId: "exact",
    PolicyName: "exact",
    Policy: "stored",
    BypassPolicyLockoutSafetyCheck: "stored",
  },
  ScheduleKeyDeletion: {
    KeyId: "exact",
    PendingWindowInDays: "stored",
  },
  TagResource: {
    KeyId: "exact",
    Tags: "exact",
  },
  UntagResource: {
    KeyId: "exact",
    TagKeys: "exact",
  },
  UpdateAlias: {
    AliasName: "exact",
    TargetKeyId: "exact",
  },
  UpdateKeyDescription: {
    KeyId: "exact",
    Description: "stored",
  },
};

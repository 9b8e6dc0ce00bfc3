import type { SupportTable } from "../support.ts";

/** What Tocsin does with every member of the IAM operations it serves. Its lists are of one page, so a marker is refused. */
export const iamSupport: SupportTable = {
  AttachRolePolicy: {
    RoleName: "exact",
    PolicyArn: "exact",
  },
  CreatePolicy: {
    PolicyName: "exact",
    Path: "exact",
    PolicyDocument: "stored",
    Description: "stored",
    Tags: "exact",
  },
  CreatePolicyVersion: {
    PolicyArn: "exact",
    PolicyDocument: "stored",
    SetAsDefault: "exact",
  },
  CreateRole: {
    Path: "exact",
    RoleName: "exact",
    AssumeRolePolicyDocument: "stored",
    Description: "stored",
    MaxSessionDuration: "stored",
    PermissionsBoundary: "refused",
    Tags: "exact",
  },
  DeletePolicy: {
    PolicyArn: "exact",
  },
  DeletePolicyVersion: {
    PolicyArn: "exact",
    VersionId: "exact",
  },
  DeleteRole: {
    RoleName: "exact",
  },
  DeleteRolePolicy: {
    RoleName: "exact",
    PolicyName: "exact",
  },
  DetachRolePolicy: {
    RoleName: "exact",
    PolicyArn: "exact",
  },
  GetPolicy: {
    PolicyArn: "exact",
  },
  GetPolicyVersion: {
    PolicyArn: "exact",
    VersionId: "exact",
  },
  GetRole: {
    RoleName: "exact",
  },
  GetRolePolicy: {
    RoleName: "exact",
    PolicyName: "exact",
  },
  GetUser: {
    UserName: "exact",
  },
  ListAttachedRolePolicies: {
    RoleName: "exact",
    PathPrefix: "refused",
    Marker: "refused",
    MaxItems: "exact",
  },
  ListInstanceProfilesForRole: {
    RoleName: "exact",
    Marker: "refused",
    MaxItems: "exact",
  },
  ListPolicies: {
    Scope: "refused",
    OnlyAttached: "refused",
    PathPrefix: "refused",
    PolicyUsageFilter: "refused",
    Marker: "refused",
    MaxItems: "exact",
  },
  ListPolicyVersions: {
    PolicyArn: "exact",
    Marker: "refused",
    MaxItems: "exact",
  },
  ListRolePolicies: {
    RoleName: "exact",
    Marker: "refused",
    MaxItems: "exact",
  },
  ListRoleTags: {
    RoleName: "exact",
    Marker: "refused",
    MaxItems: "exact",
  },
  ListRoles: {
    PathPrefix: "exact",
    Marker: "refused",
    MaxItems: "exact",
  },
  PutRolePolicy: {
    RoleName: "exact",
    PolicyName: "exact",
    PolicyDocument: "stored",
  },
  TagPolicy: {
    PolicyArn: "exact",
    Tags: "exact",
  },
  TagRole: {
    RoleName: "exact",
    Tags: "exact",
  },
  UntagPolicy: {
    PolicyArn: "exact",
    TagKeys: "exact",
  },
  UntagRole: {
    RoleName: "exact",
    TagKeys: "exact",
  },
  UpdateAssumeRolePolicy: {
    RoleName: "exact",
    PolicyDocument: "stored",
  },
  UpdateRole: {
    RoleName: "exact",
    Description: "stored",
    MaxSessionDuration: "stored",
  },
  UpdateRoleDescription: {
    RoleName: "exact",
    Description: "stored",
  },
};

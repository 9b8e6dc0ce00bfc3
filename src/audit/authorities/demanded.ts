/** What the benchmark's text for a control is made of, where that is a list of event names. doc CIS */
export interface DemandedEvents {
  /** Demanded besides the names: `kms.amazonaws.com`. */
  readonly eventSource?: string;
  /** In the order of the benchmark's text. */
  readonly eventNames: readonly string[];
}

const IAM_POLICY = ["DeleteGroupPolicy", "DeleteRolePolicy", "DeleteUserPolicy", "PutGroupPolicy", "PutRolePolicy"];

/** By control. Controls whose text is no list of events are not here. */
const DEMANDED: Readonly<Record<string, DemandedEvents>> = {
  "iam-policy-changes": {
    eventNames: [
      ...IAM_POLICY,
      "PutUserPolicy",
      "CreatePolicy",
      "DeletePolicy",
      "CreatePolicyVersion",
      "DeletePolicyVersion",
      "AttachRolePolicy",
      "DetachRolePolicy",
      "AttachUserPolicy",
      "DetachUserPolicy",
      "AttachGroupPolicy",
      "DetachGroupPolicy",
    ],
  },
  "cloudtrail-configuration-changes": {
    eventNames: ["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"],
  },
  "kms-cmk-disable-or-delete": {
    eventSource: "kms.amazonaws.com",
    eventNames: ["DisableKey", "ScheduleKeyDeletion"],
  },
  "s3-bucket-policy-changes": {
    eventSource: "s3.amazonaws.com",
    eventNames: [
      "PutBucketAcl",
      "PutBucketPolicy",
      "PutBucketCors",
      "PutBucketLifecycle",
      "PutBucketReplication",
      "DeleteBucketPolicy",
      "DeleteBucketCors",
      "DeleteBucketLifecycle",
      "DeleteBucketReplication",
    ],
  },
  "config-configuration-changes": {
    eventSource: "config.amazonaws.com",
    eventNames: [
      "StopConfigurationRecorder",
      "DeleteDeliveryChannel",
      "PutDeliveryChannel",
      "PutConfigurationRecorder",
    ],
  },
  "security-group-changes": {
    eventNames: [
      "AuthorizeSecurityGroupIngress",
      "AuthorizeSecurityGroupEgress",
      "RevokeSecurityGroupIngress",
      "RevokeSecurityGroupEgress",
      "CreateSecurityGroup",
      "DeleteSecurityGroup",
    ],
  },
  "nacl-changes": {
    eventNames: [
      "CreateNetworkAcl",
      "CreateNetworkAclEntry",
      "DeleteNetworkAcl",
      "DeleteNetworkAclEntry",
      "ReplaceNetworkAclEntry",
      "ReplaceNetworkAclAssociation",
    ],
  },
  "network-gateway-changes": {
    eventNames: [
      "CreateCustomerGateway",
      "DeleteCustomerGateway",
      "AttachInternetGateway",
      "CreateInternetGateway",
      "DeleteInternetGateway",
      "DetachInternetGateway",
    ],
  },
  "route-table-changes": {
    eventNames: [
      "CreateRoute",
      "CreateRouteTable",
      "ReplaceRoute",
      "ReplaceRouteTableAssociation",
      "DeleteRouteTable",
      "DeleteRoute",
      "DisassociateRouteTable",
    ],
  },
  "vpc-changes": {
    eventNames: [
      "CreateVpc",
      "DeleteVpc",
      "ModifyVpcAttribute",
      "AcceptVpcPeeringConnection",
      "CreateVpcPeeringConnection",
      "DeleteVpcPeeringConnection",
      "RejectVpcPeeringConnection",
      "AttachClassicLinkVpc",
      "DetachClassicLinkVpc",
      "DisableVpcClassicLink",
      "EnableVpcClassicLink",
    ],
  },
  "organizations-changes": {
    eventSource: "organizations.amazonaws.com",
    eventNames: [
      "AcceptHandshake",
      "AttachPolicy",
      "CreateAccount",
      "CreateOrganizationalUnit",
      "CreatePolicy",
      "DeclineHandshake",
      "DeleteOrganization",
      "DeleteOrganizationalUnit",
      "DeletePolicy",
      "DetachPolicy",
      "DisablePolicyType",
      "EnablePolicyType",
      "InviteAccountToOrganization",
      "LeaveOrganization",
      "MoveAccount",
      "RemoveAccountFromOrganization",
      "UpdatePolicy",
      "UpdateOrganizationalUnit",
    ],
  },
};

/**
 * The events that the benchmark's text for a control lists; undefined where it lists none.
 *
 * @example
 * demandedEvents("kms-cmk-disable-or-delete")?.eventNames; // ["DisableKey", "ScheduleKeyDeletion"]
 */
export function demandedEvents(controlId: string): DemandedEvents | undefined {
  return Object.hasOwn(DEMANDED, controlId) ? DEMANDED[controlId] : undefined;
}

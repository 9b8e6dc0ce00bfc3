/** What JSON can hold, as far as a field of a record is concerned. */
export type FieldKind = "null" | "boolean" | "number" | "string" | "object" | "array";

/** What is known of one field of CloudTrail's records. */
export interface RecordField {
  /** Names from the top, joined by dots; no name has a dot. */
  readonly path: string;
  /** What it holds where it is there. */
  readonly holds: readonly FieldKind[];
  /** The `eventType`s of records that never have it. */
  readonly missingIn?: readonly string[];
  /** In all other records: is it always there, or only sometimes, for all that is known? */
  readonly elsewhere: "always" | "sometimes";
  /** All texts that it can hold; absent where the set is open. */
  readonly values?: readonly string[];
  /** Evidence mark and source. */
  readonly evidence: string;
}

/** Unusual activity, shaped unlike all other records. doc CTUG */
const INSIGHT = "AwsCloudTrailInsight";

/** Five minutes of data events in one record without a time, an actor or a call of its own. doc CTUG */
const AGGREGATED = "AwsAggregatedEvent";

/** Records that tell of many calls; the guide lists all fields that they have. doc CTUG */
const SUMMARIES: readonly string[] = [INSIGHT, AGGREGATED];

/**
 * The fields of CloudTrail's records, of event version 1.02 (2014) and later, as a trail delivers them.
 *
 * A false entry would make a false proof, so what is in doubt is left open: other fields may be there and hold anything,
 * and a field may be null unless records and documentation agree that it is not. The values of `eventType` are open,
 * because network activity is spelled in two ways; those of `errorCode` and what calls carry are each service's own.
 */
export const RECORD_FIELDS: readonly RecordField[] = [
  { path: "eventVersion", holds: ["string"], elsewhere: "always", evidence: "doc CTUG; obs in every record" },
  {
    path: "eventTime",
    holds: ["string"],
    missingIn: [AGGREGATED],
    elsewhere: "always",
    evidence: "doc CTUG; obs in every record",
  },
  { path: "awsRegion", holds: ["string"], elsewhere: "always", evidence: "doc CTUG; obs in every record" },
  { path: "eventType", holds: ["string"], elsewhere: "always", evidence: "doc CTUG since 1.02; obs in every record" },
  { path: "eventID", holds: ["string", "null"], elsewhere: "sometimes", evidence: "doc CTUG; obs once without" },
  {
    path: "eventName",
    holds: ["string"],
    missingIn: SUMMARIES,
    elsewhere: "always",
    evidence: "doc CTUG; obs in every record",
  },
  {
    path: "eventSource",
    holds: ["string"],
    missingIn: [INSIGHT],
    elsewhere: "always",
    evidence: "doc CTUG; obs in every record",
  },
  {
    path: "sourceIPAddress",
    holds: ["string"],
    missingIn: SUMMARIES,
    elsewhere: "always",
    evidence: "doc CTUG; obs in every record",
  },
  { path: "userAgent", holds: ["string", "null"], elsewhere: "sometimes", evidence: "doc CTUG; obs, once without" },
  {
    path: "errorCode",
    holds: ["string", "null"],
    missingIn: SUMMARIES,
    elsewhere: "sometimes",
    evidence: "doc CTUG; obs",
  },
  {
    path: "errorMessage",
    holds: ["string", "null"],
    missingIn: SUMMARIES,
    elsewhere: "sometimes",
    evidence: "doc CTUG; obs",
  },
  { path: "requestID", holds: ["string", "null"], elsewhere: "sometimes", evidence: "doc CTUG; obs" },
  { path: "apiVersion", holds: ["string", "null"], elsewhere: "sometimes", evidence: "doc CTUG; obs" },
  { path: "recipientAccountId", holds: ["string", "null"], elsewhere: "sometimes", evidence: "doc CTUG; obs" },
  { path: "sharedEventID", holds: ["string", "null"], elsewhere: "sometimes", evidence: "doc CTUG; obs" },
  { path: "vpcEndpointId", holds: ["string", "null"], elsewhere: "sometimes", evidence: "doc CTUG; obs" },
  { path: "vpcEndpointAccountId", holds: ["string", "null"], elsewhere: "sometimes", evidence: "doc CTUG" },
  {
    path: "sessionCredentialFromConsole",
    holds: ["string", "null"],
    elsewhere: "sometimes",
    evidence: "doc CTUG; obs, always a text",
  },
  {
    path: "readOnly",
    holds: ["boolean"],
    elsewhere: "sometimes",
    evidence: "doc CTUG since 1.01; obs, always a boolean",
  },
  {
    path: "managementEvent",
    holds: ["boolean"],
    elsewhere: "sometimes",
    evidence: "doc CTUG since 1.06; obs, always a boolean",
  },
  {
    path: "eventCategory",
    holds: ["string"],
    elsewhere: "sometimes",
    values: ["Management", "Data", "NetworkActivity", "Insight", "Aggregated"],
    evidence: "doc CTUG since 1.07; obs",
  },
  {
    path: "requestParameters",
    holds: ["object", "null"],
    missingIn: SUMMARIES,
    elsewhere: "sometimes",
    evidence: "doc CTUG; obs",
  },
  {
    path: "responseElements",
    holds: ["object", "null"],
    missingIn: SUMMARIES,
    elsewhere: "sometimes",
    evidence: "doc CTUG; obs",
  },
  {
    path: "additionalEventData",
    holds: ["object", "null"],
    missingIn: SUMMARIES,
    elsewhere: "sometimes",
    evidence: "doc CTUG; obs",
  },
  { path: "serviceEventDetails", holds: ["object", "null"], elsewhere: "sometimes", evidence: "doc CTUG; obs" },
  { path: "tlsDetails", holds: ["object", "null"], elsewhere: "sometimes", evidence: "doc CTUG since 1.08; obs" },
  { path: "resources", holds: ["array", "null"], elsewhere: "sometimes", evidence: "doc CTUG since 1.01; obs" },
  {
    path: "responseElements.ConsoleLogin",
    holds: ["string"],
    elsewhere: "sometimes",
    values: ["Success", "Failure"],
    evidence: "doc CTUG (sign-in events); obs",
  },
  {
    // The guide's sample of root has YES, every record seen live has Yes.
    path: "additionalEventData.MFAUsed",
    holds: ["string"],
    elsewhere: "sometimes",
    values: ["Yes", "No", "YES"],
    evidence: "doc CTUG (sign-in events); obs",
  },
  {
    path: "additionalEventData.SamlProviderArn",
    holds: ["string"],
    elsewhere: "sometimes",
    evidence: "doc CTUG (federated sign-ins)",
  },
  {
    path: "userIdentity",
    holds: ["object", "null"],
    missingIn: SUMMARIES,
    elsewhere: "sometimes",
    evidence: "doc CTUG; obs, once without",
  },
  {
    path: "userIdentity.type",
    holds: ["string"],
    elsewhere: "sometimes",
    values: [
      "Root",
      "IAMUser",
      "AssumedRole",
      "Role",
      "FederatedUser",
      "Directory",
      "AWSAccount",
      "AWSService",
      "IdentityCenterUser",
      "SAMLUser",
      "WebIdentityUser",
      "Unknown",
    ],
    evidence: "doc CTUG (userIdentity); obs, absent in service events",
  },
  { path: "userIdentity.principalId", holds: ["string", "null"], elsewhere: "sometimes", evidence: "doc CTUG; obs" },
  { path: "userIdentity.arn", holds: ["string", "null"], elsewhere: "sometimes", evidence: "doc CTUG; obs" },
  { path: "userIdentity.accountId", holds: ["string", "null"], elsewhere: "sometimes", evidence: "doc CTUG; obs" },
  { path: "userIdentity.accessKeyId", holds: ["string", "null"], elsewhere: "sometimes", evidence: "doc CTUG; obs" },
  { path: "userIdentity.userName", holds: ["string", "null"], elsewhere: "sometimes", evidence: "doc CTUG; obs" },
  { path: "userIdentity.invokedBy", holds: ["string", "null"], elsewhere: "sometimes", evidence: "doc CTUG; obs" },
  {
    path: "userIdentity.sessionContext",
    holds: ["object", "null"],
    elsewhere: "sometimes",
    evidence: "doc CTUG; obs, absent for long-lived keys",
  },
  {
    path: "userIdentity.sessionContext.attributes",
    holds: ["object", "null"],
    elsewhere: "sometimes",
    evidence: "doc CTUG; obs",
  },
  {
    path: "userIdentity.sessionContext.attributes.mfaAuthenticated",
    holds: ["string"],
    elsewhere: "sometimes",
    values: ["true", "false"],
    evidence: "doc CTUG (userIdentity); obs, always a text",
  },
  {
    path: "userIdentity.sessionContext.attributes.creationDate",
    holds: ["string", "null"],
    elsewhere: "sometimes",
    evidence: "doc CTUG; obs",
  },
  {
    path: "userIdentity.sessionContext.sessionIssuer",
    holds: ["object", "null"],
    elsewhere: "sometimes",
    evidence: "doc CTUG; obs, often empty",
  },
  {
    path: "userIdentity.sessionContext.sessionIssuer.type",
    holds: ["string", "null"],
    elsewhere: "sometimes",
    evidence: "doc CTUG; obs",
  },
  {
    path: "userIdentity.sessionContext.sessionIssuer.arn",
    holds: ["string", "null"],
    elsewhere: "sometimes",
    evidence: "doc CTUG; obs",
  },
  {
    path: "userIdentity.sessionContext.sessionIssuer.userName",
    holds: ["string", "null"],
    elsewhere: "sometimes",
    evidence: "doc CTUG; obs",
  },
];

/** A sub-resource of a bucket: a document that is put, got and deleted whole. */
export interface BucketConfiguration {
  /** Its name in the query string: `?policy`. */
  readonly parameter: string;
  readonly get: string;
  /** Absent where Tocsin would have to act on it. */
  readonly put?: string;
  /** Absent for what a bucket always has. */
  readonly remove?: string;
  /** HTTP status of an accepted put. */
  readonly putStatus?: 200 | 204;
  /** What is answered while nothing was put: a document, or AWS's refusal. doc S3 API */
  readonly unset:
    | { readonly kind: "document"; readonly text: string }
    | { readonly kind: "refusal"; readonly code: string; readonly message: string };
}

const XMLNS = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

const document = (text: string): BucketConfiguration["unset"] => ({ kind: "document", text });
const refusal = (code: string, message: string): BucketConfiguration["unset"] => ({ kind: "refusal", code, message });

/** Every bucket encrypts with SSE-S3 unless told otherwise. doc S3UG, since January 2023 */
const DEFAULT_ENCRYPTION = `<ServerSideEncryptionConfiguration ${XMLNS}><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>`;

export const BUCKET_CONFIGURATIONS: readonly BucketConfiguration[] = [
  {
    parameter: "policy",
    get: "GetBucketPolicy",
    put: "PutBucketPolicy",
    remove: "DeleteBucketPolicy",
    putStatus: 204,
    unset: refusal("NoSuchBucketPolicy", "The bucket policy does not exist"),
  },
  {
    parameter: "publicAccessBlock",
    get: "GetPublicAccessBlock",
    put: "PutPublicAccessBlock",
    remove: "DeletePublicAccessBlock",
    unset: refusal("NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found"),
  },
  {
    parameter: "versioning",
    get: "GetBucketVersioning",
    put: "PutBucketVersioning",
    unset: document(`<VersioningConfiguration ${XMLNS}/>`),
  },
  {
    parameter: "encryption",
    get: "GetBucketEncryption",
    put: "PutBucketEncryption",
    remove: "DeleteBucketEncryption",
    unset: document(DEFAULT_ENCRYPTION),
  },
  {
    parameter: "lifecycle",
    get: "GetBucketLifecycleConfiguration",
    put: "PutBucketLifecycleConfiguration",
    remove: "DeleteBucketLifecycle",
    unset: refusal("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"),
  },
  {
    parameter: "tagging",
    get: "GetBucketTagging",
    put: "PutBucketTagging",
    remove: "DeleteBucketTagging",
    putStatus: 204,
    unset: refusal("NoSuchTagSet", "The TagSet does not exist"),
  },
  {
    parameter: "logging",
    get: "GetBucketLogging",
    put: "PutBucketLogging",
    unset: document(`<BucketLoggingStatus ${XMLNS}/>`),
  },
  {
    parameter: "ownershipControls",
    get: "GetBucketOwnershipControls",
    put: "PutBucketOwnershipControls",
    remove: "DeleteBucketOwnershipControls",
    unset: refusal("OwnershipControlsNotFoundError", "The bucket ownership controls were not found"),
  },
  {
    parameter: "cors",
    get: "GetBucketCors",
    unset: refusal("NoSuchCORSConfiguration", "The CORS configuration does not exist"),
  },
  {
    parameter: "website",
    get: "GetBucketWebsite",
    unset: refusal("NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration"),
  },
  {
    parameter: "replication",
    get: "GetBucketReplication",
    unset: refusal("ReplicationConfigurationNotFoundError", "The replication configuration was not found"),
  },
  {
    parameter: "object-lock",
    get: "GetObjectLockConfiguration",
    unset: refusal("ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket"),
  },
  {
    parameter: "accelerate",
    get: "GetBucketAccelerateConfiguration",
    unset: document(`<AccelerateConfiguration ${XMLNS}/>`),
  },
  {
    parameter: "requestPayment",
    get: "GetBucketRequestPayment",
    unset: document(`<RequestPaymentConfiguration ${XMLNS}><Payer>BucketOwner</Payer></RequestPaymentConfiguration>`),
  },
  {
    parameter: "notification",
    get: "GetBucketNotificationConfiguration",
    unset: document(`<NotificationConfiguration ${XMLNS}/>`),
  },
];

/**
 * What a new bucket has: no public access, no ACLs. doc S3UG, since April 2023
 */
export const NEW_BUCKET: Readonly<Record<string, string>> = {
  publicAccessBlock: `<PublicAccessBlockConfiguration ${XMLNS}><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>`,
  ownershipControls: `<OwnershipControls ${XMLNS}><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>`,
};

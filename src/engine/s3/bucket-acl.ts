import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import type { S3Bucket } from "../documents.ts";
import { type BucketInput, putBucket, requireBucket } from "./buckets.ts";

export interface PutBucketAclInput extends BucketInput {
  readonly ACL?: string;
  /** An `<AccessControlPolicy>`, instead of a canned ACL. */
  readonly Document?: string;
}

const GROUPS = "http://acs.amazonaws.com/groups";

/** What each canned ACL grants beside the owner's full control. doc S3UG */
const CANNED: ReadonlyMap<string, readonly (readonly [group: string, permission: string])[]> = new Map([
  ["private", []],
  ["public-read", [[`${GROUPS}/global/AllUsers`, "READ"]]],
  [
    "public-read-write",
    [
      [`${GROUPS}/global/AllUsers`, "READ"],
      [`${GROUPS}/global/AllUsers`, "WRITE"],
    ],
  ],
  ["authenticated-read", [[`${GROUPS}/global/AuthenticatedUsers`, "READ"]]],
  [
    "log-delivery-write",
    [
      [`${GROUPS}/s3/LogDelivery`, "WRITE"],
      [`${GROUPS}/s3/LogDelivery`, "READ_ACP"],
    ],
  ],
]);

/** PutBucketAcl: kept and shown; nobody's access depends on it. */
export const putBucketAcl: Operation<PutBucketAclInput, object> = async (engine, _call, input) => {
  const { Bucket, ACL, Document } = input;
  if (ACL !== undefined && !CANNED.has(ACL)) {
    throw new AwsError("InvalidArgument", 400, `Tocsin does not support the canned ACL ${ACL.slice(0, 64)}.`);
  }
  await engine.store.transaction(async (tx) => {
    const { acl: _old, ...bucket } = await requireBucket(tx, Bucket);
    await putBucket(tx, {
      ...bucket,
      cannedAcl: ACL ?? bucket.cannedAcl,
      ...(Document === undefined ? {} : { acl: Document }),
    });
  });
  return {};
};

/** GetBucketAcl. */
export const getBucketAcl: Operation<BucketInput, { readonly Document: string }> = async (engine, call, input) => {
  const bucket = await engine.store.transaction((tx) => requireBucket(tx, input.Bucket));
  return { Document: bucket.acl ?? cannedPolicy(bucket, call.scope.account) };
};

/** A bucket's owner has a canonical id of 64 digits; Tocsin writes the account's number that long. inf */
function cannedPolicy(bucket: S3Bucket, account: string): string {
  const owner = `<ID>${account.padStart(64, "0")}</ID>`;
  const grant = (grantee: string, type: string, permission: string): string =>
    `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}">${grantee}</Grantee><Permission>${permission}</Permission></Grant>`;
  const grants = [
    grant(owner, "CanonicalUser", "FULL_CONTROL"),
    ...(CANNED.get(bucket.cannedAcl) ?? []).map(([uri, permission]) => grant(`<URI>${uri}</URI>`, "Group", permission)),
  ];
  return `<AccessControlPolicy xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Owner>${owner}</Owner><AccessControlList>${grants.join("")}</AccessControlList></AccessControlPolicy>`;
}

import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import type { DocumentKey, S3Bucket } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { NEW_BUCKET } from "./bucket-configurations.ts";

export interface BucketInput {
  readonly Bucket: string;
}

/** Names of buckets are unique over all regions. */
function bucketKey(name: string): DocumentKey {
  return { region: "", parent: "", name };
}

export async function putBucket(tx: Transaction, bucket: S3Bucket): Promise<void> {
  await tx.putDocument("s3Bucket", bucketKey(bucket.Name), bucket);
}

/** @throws AwsError NoSuchBucket */
export async function requireBucket(tx: Transaction, name: string): Promise<S3Bucket> {
  const bucket = await tx.getDocument("s3Bucket", bucketKey(name));
  if (bucket === undefined) throw new AwsError("NoSuchBucket", 404, "The specified bucket does not exist");
  return bucket;
}

export interface CreateBucketInput extends BucketInput {
  readonly LocationConstraint?: string;
  readonly ACL?: string;
  /** The `<Tag>` elements of the request. */
  readonly TagSet?: string;
}

const NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/**
 * CreateBucket: kept with what new buckets have; it takes no objects.
 *
 * @throws AwsError InvalidBucketName, BucketAlreadyOwnedByYou (except in us-east-1, where it succeeds: doc S3 API)
 */
export const createBucket: Operation<CreateBucketInput, object> = async (engine, call, input) => {
  const { Bucket: Name, LocationConstraint: region = call.scope.region, ACL = "private", TagSet } = input;
  if (!NAME.test(Name)) throw new AwsError("InvalidBucketName", 400, "The specified bucket is not valid.");
  const tagging = TagSet === undefined ? {} : { tagging: `<Tagging><TagSet>${TagSet}</TagSet></Tagging>` };
  await engine.store.transaction(async (tx) => {
    const known = await tx.getDocument("s3Bucket", bucketKey(Name));
    if (known !== undefined) {
      if (known.region === "us-east-1" && region === "us-east-1") return;
      const message = "Your previous request to create the named bucket succeeded and you already own it.";
      throw new AwsError("BucketAlreadyOwnedByYou", 409, message);
    }
    const configurations = { ...NEW_BUCKET, ...tagging };
    await putBucket(tx, { Name, region, creationDate: engine.clock.now(), cannedAcl: ACL, configurations });
  });
  return {};
};

/** @throws AwsError NoSuchBucket */
export const deleteBucket: Operation<BucketInput, object> = async (engine, _call, { Bucket }) => {
  await engine.store.transaction(async (tx) => {
    await requireBucket(tx, Bucket);
    await tx.deleteDocument("s3Bucket", bucketKey(Bucket));
  });
  return {};
};

/** @throws AwsError NoSuchBucket */
export const headBucket: Operation<BucketInput, { readonly BucketRegion: string }> = async (engine, _call, input) => {
  const bucket = await engine.store.transaction((tx) => requireBucket(tx, input.Bucket));
  return { BucketRegion: bucket.region };
};

export interface ListBucketsOutput {
  readonly Buckets: readonly { readonly Name: string; readonly CreationDate: number }[];
}

export const listBuckets: Operation<object, ListBucketsOutput> = async (engine) => {
  const buckets = await engine.store.transaction((tx) => tx.listDocuments("s3Bucket", {}));
  return { Buckets: buckets.map(({ Name, creationDate }) => ({ Name, CreationDate: creationDate })) };
};

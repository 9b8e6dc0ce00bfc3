import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import { getBucketAcl, putBucketAcl } from "./bucket-acl.ts";
import { BUCKET_CONFIGURATIONS, type BucketConfiguration } from "./bucket-configurations.ts";
import {
  type BucketInput,
  createBucket,
  deleteBucket,
  headBucket,
  listBuckets,
  putBucket,
  requireBucket,
} from "./buckets.ts";

/** A document of a bucket, verbatim as it was sent. */
export interface BucketDocument {
  readonly Document: string;
  /** Said and shown beside the rules of a lifecycle, in a header. */
  readonly TransitionDefaultMinimumObjectSize?: string;
}

/** Where the size beside a lifecycle is kept, and what it is unless said. doc S3 API */
const MINIMUM_SIZE = "lifecycle-minimum-size";
const DEFAULT_MINIMUM_SIZE = "all_storage_classes_128K";

type AnyBucketOperation = Operation<never, object>;

/**
 * The S3 operations that Tocsin serves, by AWS's names: buckets and their settings are kept and shown, so that
 * configurations that make them beside a trail can be applied. There are no objects, and nothing acts on a setting.
 */
export const s3Operations: Readonly<Record<string, AnyBucketOperation>> = {
  CreateBucket: createBucket,
  DeleteBucket: deleteBucket,
  GetBucketAcl: getBucketAcl,
  GetBucketLocation: headBucket,
  HeadBucket: headBucket,
  ListBuckets: listBuckets,
  ListObjectVersions: headBucket,
  ListObjects: headBucket,
  ListObjectsV2: headBucket,
  PutBucketAcl: putBucketAcl,
  ...Object.fromEntries(BUCKET_CONFIGURATIONS.flatMap(operationsOn)),
};

function operationsOn(configuration: BucketConfiguration): readonly (readonly [string, AnyBucketOperation])[] {
  const { get, put, remove } = configuration;
  return [
    [get, getter(configuration)],
    ...(put === undefined ? [] : [[put, putter(configuration)] as const]),
    ...(remove === undefined ? [] : [[remove, remover(configuration)] as const]),
  ];
}

function getter({ parameter, unset }: BucketConfiguration): Operation<BucketInput, BucketDocument> {
  return async (engine, _call, { Bucket }) => {
    const bucket = await engine.store.transaction((tx) => requireBucket(tx, Bucket));
    const Document = bucket.configurations[parameter];
    if (Document !== undefined) {
      if (parameter !== "lifecycle") return { Document };
      const TransitionDefaultMinimumObjectSize = bucket.configurations[MINIMUM_SIZE] ?? DEFAULT_MINIMUM_SIZE;
      return { Document, TransitionDefaultMinimumObjectSize };
    }
    switch (unset.kind) {
      case "document":
        return { Document: unset.text };
      case "refusal":
        throw new AwsError(unset.code, 404, unset.message);
      default:
        return unset satisfies never;
    }
  };
}

function putter({ parameter }: BucketConfiguration): Operation<BucketInput & BucketDocument, object> {
  return async (engine, _call, { Bucket, Document, TransitionDefaultMinimumObjectSize: size }) => {
    const put = { [parameter]: Document, ...(size === undefined ? {} : { [MINIMUM_SIZE]: size }) };
    await engine.store.transaction(async (tx) => {
      const bucket = await requireBucket(tx, Bucket);
      await putBucket(tx, { ...bucket, configurations: { ...bucket.configurations, ...put } });
    });
    return size === undefined ? {} : { TransitionDefaultMinimumObjectSize: size };
  };
}

function remover({ parameter }: BucketConfiguration): Operation<BucketInput, object> {
  return async (engine, _call, { Bucket }) => {
    await engine.store.transaction(async (tx) => {
      const bucket = await requireBucket(tx, Bucket);
      const { [parameter]: _gone, ...configurations } = bucket.configurations;
      await putBucket(tx, { ...bucket, configurations });
    });
    return {};
  };
}

/** A region of AWS. */
export interface Region {
  readonly name: string;
  readonly partition: "aws" | "aws-cn" | "aws-us-gov";
  /** Accounts begin without it: one that refuses every credential of the account is not enabled. */
  readonly optIn: boolean;
}

const always = (partition: Region["partition"], ...names: readonly string[]): readonly Region[] =>
  names.map((name) => ({ name, partition, optIn: false }));

const optIn = (...names: readonly string[]): readonly Region[] =>
  names.map((name) => ({ name, partition: "aws", optIn: true }));

/**
 * The regions of AWS. A table, since asking which ones an account has enabled would take a permission of EC2 or of Account
 * Management; regions newer than the table are asked when they are named. doc AWS Regions, 2026
 */
export const REGIONS: readonly Region[] = [
  ...always("aws", "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1"),
  ...always("aws", "eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1"),
  ...always("aws", "ap-south-1", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3"),
  ...always("aws", "ap-southeast-1", "ap-southeast-2"),
  ...optIn("af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4"),
  ...optIn("ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-south-1"),
  ...optIn("eu-south-2", "il-central-1", "me-central-1", "me-south-1", "mx-central-1"),
  ...always("aws-cn", "cn-north-1", "cn-northwest-1"),
  ...always("aws-us-gov", "us-gov-east-1", "us-gov-west-1"),
];

/**
 * Names of the regions of a partition, the ones that every account has first.
 *
 * @example
 * regionsOf("aws-cn"); // ["cn-north-1", "cn-northwest-1"]
 */
export function regionsOf(partition: string): readonly string[] {
  return REGIONS.filter((region) => region.partition === partition).map(({ name }) => name);
}

export function isOptIn(name: string): boolean {
  return REGIONS.some((region) => region.name === name && region.optIn);
}

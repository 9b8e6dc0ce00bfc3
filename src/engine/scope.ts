/** Where a request acts: every resource belongs to one account and one region. */
export interface Scope {
  readonly account: string;
  readonly region: string;
}

/** The services whose part of the chain Tocsin runs, and those whose resources it only keeps beside it: iam, kms, s3. */
export type ServiceName = "logs" | "cloudwatch" | "sns" | "cloudtrail" | "sts" | "iam" | "kms" | "s3";

/** Amazon Resource Name of a resource in a scope. */
export function arn(service: string, scope: Scope, resource: string): string {
  return `arn:aws:${service}:${scope.region}:${scope.account}:${resource}`;
}

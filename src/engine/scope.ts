/** Where a request acts: every resource belongs to one account and one region. */
export interface Scope {
  readonly account: string;
  readonly region: string;
}

/** The five services whose part of the chain Tocsin runs. */
export type ServiceName = "logs" | "cloudwatch" | "sns" | "cloudtrail" | "sts";

/** Amazon Resource Name of a resource in a scope. */
export function arn(service: string, scope: Scope, resource: string): string {
  return `arn:aws:${service}:${scope.region}:${scope.account}:${resource}`;
}

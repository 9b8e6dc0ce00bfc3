import type { Operation } from "../context.ts";
import { rootArn } from "./root-arn.ts";

export interface GetCallerIdentityOutput {
  readonly UserId: string;
  readonly Account: string;
  readonly Arn: string;
}

/** GetCallerIdentity: every caller is the account's root, whose user id is the account's number. doc IAM */
export const getCallerIdentity: Operation<object, GetCallerIdentityOutput> = async (_engine, call) => {
  const { account } = call.scope;
  return { UserId: account, Account: account, Arn: rootArn(account) };
};

import type { Operation } from "../context.ts";

export interface GetAccessKeyInfoInput {
  readonly AccessKeyId: string;
}

export interface GetAccessKeyInfoOutput {
  readonly Account: string;
}

/** GetAccessKeyInfo: whose a key is. There is one account, and every key is its own. */
export const getAccessKeyInfo: Operation<GetAccessKeyInfoInput, GetAccessKeyInfoOutput> = async (_engine, call) => ({
  Account: call.scope.account,
});

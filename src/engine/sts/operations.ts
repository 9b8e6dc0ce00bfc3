import { getCallerIdentity } from "./get-caller-identity.ts";

/** The operations of STS, by AWS's names. */
export const stsOperations = {
  GetCallerIdentity: getCallerIdentity,
} as const;

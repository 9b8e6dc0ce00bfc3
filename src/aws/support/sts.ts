import type { SupportTable } from "../support.ts";

/** What Tocsin does with every member of the STS operations it serves. */
export const stsSupport: SupportTable = {
  GetAccessKeyInfo: {
    AccessKeyId: "exact",
  },
  GetCallerIdentity: {},
};

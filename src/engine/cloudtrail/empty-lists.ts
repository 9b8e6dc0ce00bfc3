import type { Operation } from "../context.ts";

/** ListEventDataStores: audits look for them; Tocsin has no CloudTrail Lake, so there are none. */
export const listEventDataStores: Operation<object, { readonly EventDataStores: readonly [] }> = async () => ({
  EventDataStores: [],
});

/** ListChannels: there are none, as channels lead from or to CloudTrail Lake and other AWS services. */
export const listChannels: Operation<object, { readonly Channels: readonly [] }> = async () => ({ Channels: [] });

/** ListPublicKeys: the keys that signed digest files, of which Tocsin writes none. */
export const listPublicKeys: Operation<object, { readonly PublicKeyList: readonly [] }> = async () => ({
  PublicKeyList: [],
});

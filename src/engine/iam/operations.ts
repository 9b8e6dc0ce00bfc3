import type { Operation } from "../context.ts";
import { rootArn } from "../sts/root-arn.ts";
import { noSuchEntity } from "./names.ts";
import {
  createPolicy,
  createPolicyVersion,
  deletePolicy,
  deletePolicyVersion,
  getPolicy,
  getPolicyVersion,
  listPolicies,
  listPolicyVersions,
  tagPolicy,
  untagPolicy,
} from "./policies.ts";
import {
  attachRolePolicy,
  deleteRolePolicy,
  detachRolePolicy,
  getRolePolicy,
  listAttachedRolePolicies,
  listRolePolicies,
  putRolePolicy,
} from "./role-policies.ts";
import {
  createRole,
  deleteRole,
  getRole,
  listInstanceProfilesForRole,
  listRoles,
  listRoleTags,
  tagRole,
  untagRole,
  updateAssumeRolePolicy,
  updateRole,
  updateRoleDescription,
} from "./roles.ts";

/** GetUser without a name tells the caller, who in Tocsin is the account's root; there are no other users. */
const getUser: Operation<{ readonly UserName?: string }, object> = async (_engine, call, { UserName }) => {
  const { account } = call.scope;
  if (UserName !== undefined) throw noSuchEntity(`The user with name ${UserName} cannot be found.`);
  return { User: { Path: "/", UserName: "root", UserId: account, Arn: rootArn(account), CreateDate: 0 } };
};

/**
 * The IAM operations that Tocsin serves, by AWS's names: roles and policies are kept and shown, so that configurations
 * that make them beside a trail can be applied. They permit and forbid nothing.
 */
export const iamOperations = {
  AttachRolePolicy: attachRolePolicy,
  CreatePolicy: createPolicy,
  CreatePolicyVersion: createPolicyVersion,
  CreateRole: createRole,
  DeletePolicy: deletePolicy,
  DeletePolicyVersion: deletePolicyVersion,
  DeleteRole: deleteRole,
  DeleteRolePolicy: deleteRolePolicy,
  DetachRolePolicy: detachRolePolicy,
  GetPolicy: getPolicy,
  GetPolicyVersion: getPolicyVersion,
  GetRole: getRole,
  GetRolePolicy: getRolePolicy,
  GetUser: getUser,
  ListAttachedRolePolicies: listAttachedRolePolicies,
  ListInstanceProfilesForRole: listInstanceProfilesForRole,
  ListPolicies: listPolicies,
  ListPolicyVersions: listPolicyVersions,
  ListRolePolicies: listRolePolicies,
  ListRoles: listRoles,
  ListRoleTags: listRoleTags,
  PutRolePolicy: putRolePolicy,
  TagPolicy: tagPolicy,
  TagRole: tagRole,
  UntagPolicy: untagPolicy,
  UntagRole: untagRole,
  UpdateAssumeRolePolicy: updateAssumeRolePolicy,
  UpdateRole: updateRole,
  UpdateRoleDescription: updateRoleDescription,
} as const;

import type { Operation } from "../context.ts";
import type { Trail } from "../documents.ts";
import { unknownTrail } from "./errors.ts";
import { describeTrail, type TrailDescription } from "./trail-settings.ts";
import { findTrail, visibleTrails } from "./trails.ts";

export interface DescribeTrailsInput {
  readonly trailNameList?: readonly string[];
  readonly includeShadowTrails?: boolean;
}

/**
 * DescribeTrails: all trails seen in the region, or those named; names that mean no trail are left out. doc MODEL, the
 * last inf: Terraform takes an empty list for "gone".
 *
 * @throws AwsError InvalidTrailNameException, CloudTrailARNInvalidException
 */
export const describeTrails: Operation<
  DescribeTrailsInput,
  { readonly trailList: readonly TrailDescription[] }
> = async (engine, call, input) => {
  const { trailNameList = [], includeShadowTrails = true } = input;
  const { scope } = call;
  const trails = await engine.store.transaction(async (tx) => {
    if (trailNameList.length === 0) return visibleTrails(tx, scope.region);
    const named: Trail[] = [];
    for (const name of trailNameList) {
      const trail = await findTrail(tx, scope, name);
      if (trail !== undefined) named.push(trail);
    }
    return named;
  });
  const shown = trails.filter((trail) => includeShadowTrails || trail.HomeRegion === scope.region);
  return { trailList: shown.map(describeTrail) };
};

/**
 * GetTrail.
 *
 * @throws AwsError TrailNotFoundException
 */
export const getTrail: Operation<{ readonly Name: string }, { readonly Trail: TrailDescription }> = async (
  engine,
  call,
  input,
) => {
  const trail = await engine.store.transaction((tx) => findTrail(tx, call.scope, input.Name));
  if (trail === undefined) throw unknownTrail(input.Name, call.scope);
  return { Trail: describeTrail(trail) };
};

export interface TrailInfo {
  readonly TrailARN: string;
  readonly Name: string;
  readonly HomeRegion: string;
}

/** ListTrails: the account's trails of all regions, on one page. */
export const listTrails: Operation<{ readonly NextToken?: string }, { readonly Trails: readonly TrailInfo[] }> = async (
  engine,
) => {
  const trails = await engine.store.transaction((tx) => tx.listDocuments("trail", {}));
  return { Trails: trails.map(({ TrailARN, Name, HomeRegion }) => ({ TrailARN, Name, HomeRegion })) };
};

import { parseTrailReference } from "../../cloudtrail/trail.ts";
import type { DocumentKey, Trail } from "../documents.ts";
import type { Transaction } from "../ports.ts";
import { arn, type Scope } from "../scope.ts";
import { refused, unknownTrail, wrongHomeRegion } from "./errors.ts";

/** Where the document of a trail lives: once, in its home region. */
export function trailKey(homeRegion: string, name: string): DocumentKey {
  return { region: homeRegion, parent: "", name };
}

export function trailArn(scope: Scope, name: string): string {
  return arn("cloudtrail", scope, `trail/${name}`);
}

export async function putTrail(tx: Transaction, trail: Trail): Promise<void> {
  await tx.putDocument("trail", trailKey(trail.HomeRegion, trail.Name), trail);
}

/**
 * Finds the trail that a name (of the current region) or an ARN (of any region) means; undefined when there is none.
 *
 * @throws AwsError InvalidTrailNameException, CloudTrailARNInvalidException
 */
export async function findTrail(tx: Transaction, scope: Scope, reference: string): Promise<Trail | undefined> {
  const parsed = parseTrailReference(reference);
  if (!parsed.ok) throw refused(parsed.refusal);
  const { trail } = parsed;
  switch (trail.kind) {
    case "name":
      return tx.getDocument("trail", trailKey(scope.region, trail.name));
    case "arn":
      return trail.account === scope.account ? tx.getDocument("trail", trailKey(trail.region, trail.name)) : undefined;
    default:
      return trail satisfies never;
  }
}

/**
 * The trail that a request reads.
 *
 * @throws AwsError TrailNotFoundException and what `findTrail` throws
 */
export async function requireTrail(tx: Transaction, scope: Scope, reference: string): Promise<Trail> {
  const trail = await findTrail(tx, scope, reference);
  if (trail !== undefined) return trail;
  throw unknownTrail(reference.startsWith("arn:") ? reference : trailArn(scope, reference), scope);
}

/**
 * The trail that a request changes, which is possible only in its home region.
 *
 * @throws AwsError InvalidHomeRegionException and what `requireTrail` throws
 */
export async function requireOwnTrail(tx: Transaction, scope: Scope, reference: string): Promise<Trail> {
  const trail = await requireTrail(tx, scope, reference);
  if (trail.HomeRegion !== scope.region) throw wrongHomeRegion(trail.TrailARN, trail.HomeRegion);
  return trail;
}

/** The trails of a region, and those that other regions' multi-region trails show there ("shadow trails"). */
export async function visibleTrails(tx: Transaction, region: string): Promise<readonly Trail[]> {
  const all = await tx.listDocuments("trail", {});
  return all.filter((trail) => trail.HomeRegion === region || trail.IsMultiRegionTrail);
}

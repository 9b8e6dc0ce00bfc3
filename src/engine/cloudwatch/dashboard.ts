import type { DocumentKey } from "../documents.ts";
import type { Scope } from "../scope.ts";
import { invalidParameterValue } from "./errors.ts";

/** A dashboard as it is kept: Tocsin draws none. */
export interface Dashboard {
  readonly DashboardName: string;
  /** JSON without white space, as GetDashboard gives it. */
  readonly DashboardBody: string;
  /** Epoch milliseconds, whole seconds. */
  readonly LastModified: number;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether it has ever had a tag, which its Size remembers (obs STACKD dashboard_size). */
  readonly hasHadTags: boolean;
}

/** Where a dashboard is kept: dashboards are of the account, not of a region (obs STACKD dashboards). */
export function dashboardKey(dashboardName: string): DocumentKey {
  return { region: "", parent: "", name: dashboardName };
}

/** obs LS, STACKD dashboards: no region in it. */
export function dashboardArn({ account }: Scope, dashboardName: string): string {
  return `arn:aws:cloudwatch::${account}:dashboard/${dashboardName}`;
}

/** LastModified of a change at `now`: whole seconds (obs STACKD dashboards). */
export function modifiedAt(now: number): number {
  return Math.floor(now / 1000) * 1000;
}

const MAX_NAME = 255;

/**
 * Refuses a name, or the beginning of one, that no dashboard can have. The words are obs STACKD dashboards, and end with a
 * line break.
 */
export function checkDashboardName(name: string, field: string): void {
  if (!/^[A-Za-z0-9_-]*$/.test(name)) {
    const rule = "It can only contain alphanumerics, dash (-) and underscore (_).";
    throw invalidParameterValue(`The value for field ${field} contains invalid characters. ${rule}\n`);
  }
  if (name.length > MAX_NAME) {
    const rule = `It must have length less than or equal to ${MAX_NAME}.`;
    throw invalidParameterValue(`The value for field ${field} is too long. ${rule}\n`);
  }
}

/** What AWS counts beside the body, beside any tags, and before the tags that there are (obs STACKD dashboard_size). */
const OVERHEAD = 37;
const TAG_OVERHEAD = 149;
const TAG_PREFIX = 8;

/**
 * Size as ListDashboards tells it: bytes of the body with what AWS writes around it (obs STACKD dashboard_size, 40 sizes).
 *
 * @example
 * dashboardSize({ DashboardBody: '{"widgets":[]}', tags: {}, hasHadTags: false }); // 51
 */
export function dashboardSize({
  DashboardBody,
  tags,
  hasHadTags,
}: Pick<Dashboard, "DashboardBody" | "tags" | "hasHadTags">): number {
  const known = Object.keys(tags).length === 0 ? 0 : TAG_PREFIX + escapedBytes(JSON.stringify(tags));
  return escapedBytes(DashboardBody) + OVERHEAD + (hasHadTags ? TAG_OVERHEAD : 0) + known;
}

/** Bytes of a text in UTF-8, where each of these characters has six: AWS writes \u003c for <. */
function escapedBytes(text: string): number {
  return new TextEncoder().encode(text).length + 5 * (text.match(/[<>&=']/g) ?? []).length;
}

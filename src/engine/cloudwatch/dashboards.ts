import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import { decodePageToken, encodePageToken } from "../logs/page-token.ts";
import { checkDashboardName, dashboardArn, dashboardKey, dashboardSize, modifiedAt } from "./dashboard.ts";
import { type DashboardValidationMessage, readDashboardBody } from "./dashboard-body.ts";
import { invalidParameterValue, validationError } from "./errors.ts";
import { type Tag, withTags } from "./tag-list.ts";

export interface DashboardNameInput {
  readonly DashboardName: string;
}

export interface PutDashboardInput extends DashboardNameInput {
  readonly DashboardBody: string;
  /** Only of a new dashboard (obs STACKD dashboards). */
  readonly Tags?: readonly Tag[];
}

export interface PutDashboardOutput {
  readonly DashboardValidationMessages: readonly DashboardValidationMessage[];
}

/** PutDashboard: creates, or replaces the body. A dashboard is kept and given back; nothing draws it. */
export const putDashboard: Operation<PutDashboardInput, PutDashboardOutput> = async (engine, _call, input) => {
  const { DashboardName, Tags = [] } = input;
  checkName(DashboardName, "DashboardName");
  const { text, warnings } = readDashboardBody(input.DashboardBody);
  const key = dashboardKey(DashboardName);
  await engine.store.transaction(async (tx) => {
    const before = await tx.getDocument("dashboard", key);
    await tx.putDocument("dashboard", key, {
      DashboardName,
      DashboardBody: text,
      LastModified: modifiedAt(engine.clock.now()),
      tags: before?.tags ?? withTags({}, Tags),
      hasHadTags: before?.hasHadTags ?? Tags.length > 0,
    });
  });
  return { DashboardValidationMessages: warnings };
};

export interface GetDashboardOutput extends DashboardNameInput {
  readonly DashboardArn: string;
  readonly DashboardBody: string;
}

/** GetDashboard: the body without its white space (obs STACKD dashboards). */
export const getDashboard: Operation<DashboardNameInput, GetDashboardOutput> = async (engine, call, input) => {
  const { DashboardName } = input;
  checkName(DashboardName, "DashboardName");
  const found = await engine.store.transaction((tx) => tx.getDocument("dashboard", dashboardKey(DashboardName)));
  // obs STACKD dashboards
  if (found === undefined) throw new AwsError("ResourceNotFound", 404, `Dashboard ${DashboardName} does not exist`);
  return { DashboardArn: dashboardArn(call.scope, DashboardName), DashboardBody: found.DashboardBody, DashboardName };
};

export interface ListDashboardsInput {
  readonly DashboardNamePrefix?: string;
  readonly NextToken?: string;
}

export interface ListDashboardsOutput {
  readonly DashboardEntries: readonly {
    readonly DashboardName: string;
    readonly DashboardArn: string;
    /** Epoch milliseconds. */
    readonly LastModified: number;
    readonly Size: number;
  }[];
  readonly NextToken?: string;
}

const OPERATION = "ListDashboards";
/** doc MODEL */
const PAGE_SIZE = 1000;

/** ListDashboards: by name, those of every region (obs STACKD dashboards). */
export const listDashboards: Operation<ListDashboardsInput, ListDashboardsOutput> = async (engine, call, input) => {
  const { DashboardNamePrefix: namePrefix = "", NextToken } = input;
  checkDashboardName(namePrefix, "DashboardNamePrefix");
  const after = NextToken === undefined ? {} : { after: readToken(NextToken) };
  const found = await engine.store.transaction((tx) =>
    tx.listDocuments("dashboard", { region: "", namePrefix, limit: PAGE_SIZE + 1, ...after }),
  );
  const page = found.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return {
    DashboardEntries: page.map((dashboard) => ({
      DashboardName: dashboard.DashboardName,
      DashboardArn: dashboardArn(call.scope, dashboard.DashboardName),
      LastModified: dashboard.LastModified,
      Size: dashboardSize(dashboard),
    })),
    ...(last !== undefined && found.length > PAGE_SIZE
      ? { NextToken: encodePageToken([OPERATION, last.DashboardName]) }
      : {}),
  };
};

function readToken(token: string): string {
  const [name] = decodePageToken(token, OPERATION) ?? [];
  if (typeof name !== "string") throw validationError("Invalid NextToken"); // obs STACKD dashboards
  return name;
}

const MAX_DELETED = 100;

/** DeleteDashboards: all when all names are good; those that are not there are passed over (obs STACKD dashboards). */
export const deleteDashboards: Operation<
  { readonly DashboardNames: readonly string[] },
  Record<string, never>
> = async (engine, _call, { DashboardNames }) => {
  if (DashboardNames.length === 0) {
    throw invalidParameterValue("Field DashboardNames is required and has to contain at least 1 element.\n");
  }
  for (const [index, name] of DashboardNames.entries()) checkName(name, `DashboardNames[${index}]`);
  // A name that comes twice counts once (obs STACKD dashboards); the words are those of the other bound (inf).
  const names = new Set(DashboardNames);
  if (names.size > MAX_DELETED) {
    throw invalidParameterValue(`Field DashboardNames can contain up to ${MAX_DELETED} elements.\n`);
  }
  await engine.store.transaction(async (tx) => {
    for (const name of names) await tx.deleteDocument("dashboard", dashboardKey(name));
  });
  return {};
};

/** A name must be there: the words are those of an empty DashboardBody (obs STACKD dashboards), for another field (inf). */
function checkName(name: string, field: string): void {
  if (name === "") throw invalidParameterValue(`The parameter ${field} is required.\n`);
  checkDashboardName(name, field);
}

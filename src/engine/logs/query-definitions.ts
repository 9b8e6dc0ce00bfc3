import type { Operation } from "../context.ts";
import type { DocumentKey } from "../documents.ts";
import { limitExceeded, notFound } from "./errors.ts";
import type { QueryDefinition, QueryParameter } from "./kept-resources.ts";
import { compareKeys, cutPage, keyBefore } from "./name-page.ts";

/* Saved queries of Logs Insights. They are kept and shown; Tocsin runs none, and does not read what they say. */

export interface PutQueryDefinitionInput {
  readonly name: string;
  readonly queryString: string;
  readonly queryLanguage?: string;
  /** Of the definition to replace; without it one is created. */
  readonly queryDefinitionId?: string;
  readonly logGroupNames?: readonly string[];
  readonly parameters?: readonly QueryParameter[];
  readonly clientToken?: string;
}

/** Of one account and region. doc CWLUG, quotas */
const MAX_DEFINITIONS = 1000;
/** doc MODEL */
const DEFAULT_LANGUAGE = "CWLI";

/** PutQueryDefinition: creates or replaces; of a replaced definition nothing stays but its id. doc MODEL */
export const putQueryDefinition: Operation<PutQueryDefinitionInput, { readonly queryDefinitionId: string }> = async (
  engine,
  call,
  { name, queryString, queryLanguage = DEFAULT_LANGUAGE, logGroupNames = [], parameters, ...identity },
) => {
  const { region } = call.scope;
  const lastModified = engine.clock.now();
  return engine.store.transaction(async (tx) => {
    const all = await tx.listDocuments("queryDefinition", { region });
    const replaced = all.find(({ queryDefinitionId }) => queryDefinitionId === identity.queryDefinitionId);
    if (identity.queryDefinitionId !== undefined && replaced === undefined) throw missing();
    if (replaced === undefined) {
      const { clientToken } = identity;
      const created = all.find((definition) => clientToken !== undefined && definition.clientToken === clientToken);
      if (created !== undefined) return { queryDefinitionId: created.queryDefinitionId };
      if (all.length >= MAX_DEFINITIONS) throw limitExceeded();
    }
    const queryDefinitionId = replaced?.queryDefinitionId ?? engine.ids.uuid();
    const clientToken = replaced?.clientToken ?? identity.clientToken;
    await tx.putDocument("queryDefinition", queryDefinitionKey(region, queryDefinitionId), {
      queryDefinitionId,
      name,
      queryLanguage,
      queryString,
      lastModified,
      logGroupNames,
      ...(parameters === undefined ? {} : { parameters }),
      ...(clientToken === undefined ? {} : { clientToken }),
    });
    return { queryDefinitionId };
  });
};

export interface DescribeQueryDefinitionsInput {
  readonly queryLanguage?: string;
  readonly queryDefinitionNamePrefix?: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
}

export type ShownQueryDefinition = Omit<QueryDefinition, "clientToken">;

export interface DescribeQueryDefinitionsOutput {
  readonly queryDefinitions: readonly ShownQueryDefinition[];
  readonly nextToken?: string;
}

const OPERATION = "DescribeQueryDefinitions";
/** unk; the largest page that can be asked for. */
const DEFAULT_MAX_RESULTS = 1000;

/** DescribeQueryDefinitions: by name, then by id (inf). */
export const describeQueryDefinitions: Operation<
  DescribeQueryDefinitionsInput,
  DescribeQueryDefinitionsOutput
> = async (engine, call, input) => {
  const { queryLanguage, queryDefinitionNamePrefix = "", maxResults = DEFAULT_MAX_RESULTS } = input;
  const after = keyBefore(input.nextToken, OPERATION, 2);
  const all = await engine.store.transaction((tx) =>
    tx.listDocuments("queryDefinition", { region: call.scope.region }),
  );
  const wanted = all
    .filter(
      (definition) =>
        definition.name.startsWith(queryDefinitionNamePrefix) &&
        (queryLanguage === undefined || definition.queryLanguage === queryLanguage) &&
        (after === undefined || compareKeys(keyOf(definition), after) > 0),
    )
    .toSorted((one, other) => compareKeys(keyOf(one), keyOf(other)));
  const { items, ...rest } = cutPage(wanted, maxResults, OPERATION, keyOf);
  return { queryDefinitions: items.map(shown), ...rest };
};

export const deleteQueryDefinition: Operation<
  { readonly queryDefinitionId: string },
  { readonly success: boolean }
> = async (engine, call, { queryDefinitionId }) => {
  const key = queryDefinitionKey(call.scope.region, queryDefinitionId);
  if (!(await engine.store.transaction((tx) => tx.deleteDocument("queryDefinition", key)))) throw missing();
  return { success: true };
};

function queryDefinitionKey(region: string, queryDefinitionId: string): DocumentKey {
  return { region, parent: "", name: queryDefinitionId };
}

function shown(definition: QueryDefinition): ShownQueryDefinition {
  const { clientToken: _, ...rest } = definition;
  return rest;
}

function keyOf({ name, queryDefinitionId }: QueryDefinition): readonly string[] {
  return [name, queryDefinitionId];
}

/** The code is doc MODEL, the words are Tocsin's (unk). */
function missing(): Error {
  return notFound("The specified query definition does not exist.");
}

import { describe, expect, it } from "vitest";
import { MINUTE, NOON, testEngine } from "./engine.testing.ts";
import { deleteQueryDefinition, describeQueryDefinitions, putQueryDefinition } from "./query-definitions.ts";

const queryString = "fields @timestamp, @message | sort @timestamp desc";

describe("a query definition", () => {
  it("is kept with AWS's defaults", async () => {
    const { run } = testEngine();
    const { queryDefinitionId } = await run(putQueryDefinition, { name: "latest", queryString });
    await expect(run(describeQueryDefinitions, {})).resolves.toEqual({
      queryDefinitions: [
        {
          queryDefinitionId,
          name: "latest",
          queryString,
          queryLanguage: "CWLI",
          lastModified: NOON,
          logGroupNames: [],
        },
      ],
    });
  });

  it("is replaced as a whole by its id", async () => {
    const { run, clock } = testEngine();
    const logGroupNames = ["CloudTrail/logs"];
    const { queryDefinitionId } = await run(putQueryDefinition, { name: "a", queryString, logGroupNames });
    clock.set(NOON + MINUTE);
    await expect(
      run(putQueryDefinition, { name: "b", queryString, queryDefinitionId, parameters: [{ name: "who" }] }),
    ).resolves.toEqual({ queryDefinitionId });
    const { queryDefinitions } = await run(describeQueryDefinitions, {});
    expect(queryDefinitions).toMatchObject([
      { name: "b", logGroupNames: [], lastModified: NOON + MINUTE, parameters: [{ name: "who" }] },
    ]);
  });

  it("is created once for one client token, which is not shown", async () => {
    const { run } = testEngine();
    const input = { name: "a", queryString, clientToken: "0f0e0d0c-0000-4000-8000-000000000001" };
    const first = await run(putQueryDefinition, input);
    await expect(run(putQueryDefinition, input)).resolves.toEqual(first);
    const { queryDefinitions } = await run(describeQueryDefinitions, {});
    expect(queryDefinitions).toHaveLength(1);
    expect(queryDefinitions[0]).not.toHaveProperty("clientToken");
  });

  it("is found by the beginning of its name and by its language, page by page", async () => {
    const { run } = testEngine();
    for (const name of ["iam/root", "iam/mfa", "vpc/drop", "iam/root"])
      await run(putQueryDefinition, { name, queryString });
    await run(putQueryDefinition, { name: "iam/sql", queryString: "SELECT 1", queryLanguage: "SQL" });
    const names: string[] = [];
    let page = await run(describeQueryDefinitions, { queryDefinitionNamePrefix: "iam/", maxResults: 3 });
    names.push(...page.queryDefinitions.map(({ name }) => name));
    page = await run(describeQueryDefinitions, {
      queryDefinitionNamePrefix: "iam/",
      maxResults: 3,
      nextToken: page.nextToken ?? "",
    });
    names.push(...page.queryDefinitions.map(({ name }) => name));
    expect(names).toEqual(["iam/mfa", "iam/root", "iam/root", "iam/sql"]);
    expect(page).not.toHaveProperty("nextToken");
    const { queryDefinitions } = await run(describeQueryDefinitions, { queryLanguage: "SQL" });
    expect(queryDefinitions.map(({ name }) => name)).toEqual(["iam/sql"]);
  });

  it("must exist to be replaced or deleted", async () => {
    const { run } = testEngine();
    const { queryDefinitionId } = await run(putQueryDefinition, { name: "a", queryString });
    await expect(run(deleteQueryDefinition, { queryDefinitionId })).resolves.toEqual({ success: true });
    const missing = { code: "ResourceNotFoundException" };
    await expect(run(deleteQueryDefinition, { queryDefinitionId })).rejects.toMatchObject(missing);
    await expect(run(putQueryDefinition, { name: "a", queryString, queryDefinitionId })).rejects.toMatchObject(missing);
  });

  it("is one of a thousand at most", async () => {
    const { run } = testEngine();
    for (let n = 0; n < 1000; n++) await run(putQueryDefinition, { name: `${n}`, queryString });
    await expect(run(putQueryDefinition, { name: "more", queryString })).rejects.toMatchObject({
      code: "LimitExceededException",
    });
  });
});

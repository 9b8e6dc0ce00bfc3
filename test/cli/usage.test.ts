import { describe, expect, it } from "vitest";
import { run } from "./run.ts";

describe("wrong usage", () => {
  it.each([
    [[]],
    [["unknown"]],
    [["pattern"]],
    [["pattern", "check"]],
    [["pattern", "test", "a", "b"]],
    [["pattern", "check", "--colour", "a"]],
    [["--output", "xml", "pattern", "check", "a"]],
    [["serve", "--port", "65536"]],
    [["serve", "--port", "http"]],
    [["serve", "--account", "1234"]],
    [["serve", "--region", "Atlantis"]],
    [["serve", "--clock", "sundial"]],
    [["serve", "--clock", "manual", "--clock-start", "tomorrow"]],
    [["serve", "--clock-start", "2026-01-01T00:00:00Z"]],
    [["serve", "--smtp-url", "http://mail"]],
    [["serve", "--sqs-endpoint-url", "sqs"]],
    [["serve", "--auth", "loose"]],
    [["serve", "--public-url", "tocsin"]],
    [["keys"]],
    [["keys", "delete"]],
    [["ingest"]],
    [["ingest", "--endpoint-url", "127.0.0.1:4666", "x"]],
    [["clock", "advance"]],
  ])("%j ends with 2, and says why on standard error only", async (argv) => {
    const { code, stdout, stderr } = await run(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).not.toBe("");
  });

  it("tells how to give a pattern that begins with a minus", async () => {
    const { stderr } = await run(["pattern", "check", "-DEBUG"]);
    expect(stderr).toContain("pattern check -- '-DEBUG'");
    expect((await run(["pattern", "check", "--", "-DEBUG"])).code).toBe(0);
  });
});

describe("help and version", () => {
  it("are data, and end with 0", async () => {
    const help = await run(["--help"]);
    expect(help).toMatchObject({ code: 0, stderr: "" });
    for (const command of [
      "serve",
      "demo",
      "ingest",
      "mailbox",
      "keys",
      "pattern",
      "controls",
      "snapshot",
      "query",
      "clock",
    ])
      expect(help.stdout).toContain(`  ${command} `);
    expect(help.stdout).toContain("Exit codes: 0 clean");
    expect(await run(["--version"])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it("show the options that every command has with each command", async () => {
    const { stdout } = await run(["pattern", "fmt", "--help"]);
    expect(stdout).toMatch(/Global Options:[^]*--query <jmespath>/);
  });
});

describe("a query", () => {
  it("selects from the data, as JSON unless text is asked for", async () => {
    const query = ["pattern", "check", "a", "%b", "--query"];
    expect((await run([...query, "[].ok"])).stdout).toBe("[\n  true,\n  false\n]\n");
    expect((await run([...query, "[].ok", "--output", "text"])).stdout).toBe("true\tfalse\n");
    expect((await run([...query, "[0].pattern", "--output", "text"])).stdout).toBe("a\n");
    expect((await run([...query, "[0].none", "--output", "text"])).stdout).toBe("None\n");
    expect((await run([...query, "[].[pattern, ok]", "--output", "text"])).stdout).toBe("a\ttrue\n%b\tfalse\n");
  });

  it("that JMESPath refuses is wrong usage", async () => {
    const { code, stdout, stderr } = await run(["pattern", "check", "a", "--query", "[?"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain('--query "[?" cannot be applied');
  });
});

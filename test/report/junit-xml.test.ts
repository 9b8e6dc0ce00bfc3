import { beforeAll, describe, expect, it } from "vitest";
import { renderJunit } from "../../src/report/junit.ts";
import type { AuditReport } from "../../src/report/report.ts";
import { at, listAt } from "./read-json.ts";
import { EXCEPTIONS, hostileReport, reportOf, unreadAccount } from "./scene.ts";
import { pythonHas, runPython } from "./schema/run-python.ts";

const REPORTS: Readonly<Record<string, () => AuditReport>> = {
  "an account": () => reportOf(),
  "an account with exceptions": () => reportOf({ exceptions: EXCEPTIONS }),
  "an account that could not be read": () => reportOf({ inventory: unreadAccount() }),
  "hostile text": hostileReport,
};

/** There is no schema that readers of JUnit's XML agree on: this is what all of them read. */
describe.runIf(pythonHas("xml.etree.ElementTree"))("the JUnit report, read by an XML parser", () => {
  let answer: unknown;
  beforeAll(() => {
    answer = runPython(
      "junit_read.py",
      Object.fromEntries(Object.entries(REPORTS).map(([name, report]) => [name, renderJunit(report())])),
    );
  });

  it.each(Object.keys(REPORTS))("of %s counts the cases that it holds", (name) => {
    expect(listAt(answer, name).length).toBeGreaterThan(0);
    for (const suite of listAt(answer, name)) {
      const cases = listAt(suite, "cases");
      const count = (result: string): string => String(cases.filter((one) => at(one, 0) === result).length);
      expect(at(suite, "tags")).toEqual(["testcase"]);
      expect(at(suite, "attributes")).toMatchObject({
        tests: String(cases.length),
        failures: count("failure"),
        errors: count("error"),
        skipped: count("skipped"),
        timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/),
      });
    }
  });
});

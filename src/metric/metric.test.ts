import { describe, expect, it } from "vitest";
import { metricIdentity, metricKey } from "./metric.ts";
import { isStandardUnit, STANDARD_UNITS } from "./standard-unit.ts";

const a = { name: "a", value: "1" };
const b = { name: "b", value: "2" };

describe("metricKey", () => {
  it("does not depend on the order of dimensions", () => {
    expect(metricKey(metricIdentity("N", "M", [b, a]))).toBe(metricKey(metricIdentity("N", "M", [a, b])));
    expect(metricKey({ namespace: "N", metricName: "M", dimensions: [b, a] })).toBe('["N","M","a","1","b","2"]');
  });

  it("tells a subset, a superset and a shifted set apart", () => {
    const keys = [[], [a], [a, b], [{ name: "a", value: "2" }], [{ name: "1", value: "a" }]].map((dimensions) =>
      metricKey(metricIdentity("N", "M", dimensions)),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("tells namespace and name apart", () => {
    expect(metricKey(metricIdentity("N", "M"))).not.toBe(metricKey(metricIdentity("NM", "")));
  });
});

describe("metricIdentity", () => {
  it("keeps the last of two dimensions with one name", () => {
    expect(metricIdentity("N", "M", [a, { name: "a", value: "9" }]).dimensions).toEqual([{ name: "a", value: "9" }]);
  });
});

describe("isStandardUnit", () => {
  it("knows AWS's 27 units, spelt as AWS spells them", () => {
    expect(STANDARD_UNITS).toHaveLength(27);
    expect(isStandardUnit("Count/Second")).toBe(true);
    expect(isStandardUnit("count")).toBe(false);
  });
});

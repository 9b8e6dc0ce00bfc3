import { describe, expect, it } from "vitest";
import { alarmWith } from "./alarm.testing.ts";
import type { SingleMetricAlarmConfiguration } from "./alarm.ts";
import { decisionOn, judge } from "./judgement.ts";
import { stateReason } from "./reason.ts";

const FIRST = Date.parse("2026-09-14T05:40:00Z");

/** The reason for the periods given, one a minute, oldest first; undefined where there is no data. */
function reasonFor(changes: Partial<SingleMetricAlarmConfiguration>, values: readonly (number | undefined)[]): string {
  const alarm = alarmWith({ EvaluationPeriods: values.length, ...changes });
  const slots = values.map((value, i) => {
    const start = FIRST + i * 60_000;
    return value === undefined ? { start } : { start, value };
  });
  const decision = decisionOn(alarm, slots);
  if (decision === "RETAIN") throw new Error("no new state");
  return stateReason(alarm, decision, judge(alarm, slots, decision));
}

describe("stateReason", () => {
  it("speaks of one datapoint in the singular", () => {
    expect(reasonFor({}, [1])).toBe(
      "Threshold Crossed: 1 datapoint [1.0 (14/09/26 05:40:00)] was greater than or equal to the threshold (1.0).",
    );
  });

  it("lists every datapoint on the side of the new state, newest first", () => {
    expect(reasonFor({ Threshold: 60, ComparisonOperator: "GreaterThanThreshold" }, [3, 2, 1])).toBe(
      "Threshold Crossed: 3 datapoints [1.0 (14/09/26 05:42:00), 2.0 (14/09/26 05:41:00), 3.0 (14/09/26 05:40:00)] were not greater than the threshold (60.0).",
    );
  });

  it("tells the number needed when DatapointsToAlarm is given", () => {
    expect(reasonFor({ DatapointsToAlarm: 1, ComparisonOperator: "LessThanThreshold" }, [0, 0.5])).toBe(
      "Threshold Crossed: 2 out of the last 2 datapoints [0.5 (14/09/26 05:41:00), 0.0 (14/09/26 05:40:00)] were less than the threshold (1.0) (minimum 1 datapoint for OK -> ALARM transition).",
    );
  });

  it("names only the five newest of many datapoints, in a second sentence", () => {
    const newest =
      "[6.0 (14/09/26 05:45:00), 5.0 (14/09/26 05:44:00), 4.0 (14/09/26 05:43:00), 3.0 (14/09/26 05:42:00), 2.0 (14/09/26 05:41:00)]";
    expect(reasonFor({}, [1, 2, 3, 4, 5, 6])).toBe(
      `Threshold Crossed: 6 datapoints were greater than or equal to the threshold (1.0). The most recent datapoints which crossed the threshold: ${newest}.`,
    );
    expect(reasonFor({ DatapointsToAlarm: 6 }, [1, 2, 3, 4, 5, 6])).toBe(
      `Threshold Crossed: 6 out of the last 6 datapoints were greater than or equal to the threshold (1.0). The most recent datapoints which crossed the threshold: ${newest} (minimum 6 datapoints for OK -> ALARM transition).`,
    );
  });

  it("mentions missing periods that count as not breaching", () => {
    expect(reasonFor({ DatapointsToAlarm: 1, TreatMissingData: "notBreaching" }, [undefined, undefined, 613])).toBe(
      "Threshold Crossed: 1 out of the last 3 datapoints [613.0 (14/09/26 05:42:00)] was greater than or equal to the threshold (1.0) and 2 missing datapoints were treated as [NonBreaching] (minimum 1 datapoint for OK -> ALARM transition).",
    );
  });

  it("says that nothing was received, in the singular and the plural", () => {
    expect(reasonFor({ TreatMissingData: "notBreaching" }, [undefined])).toBe(
      "Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].",
    );
    expect(reasonFor({ TreatMissingData: "breaching" }, [undefined, undefined])).toBe(
      "Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [Breaching].",
    );
  });

  it("counts what was received when only missing periods are on the side of the new state", () => {
    expect(reasonFor({ DatapointsToAlarm: 2, TreatMissingData: "breaching" }, [undefined, undefined, 0])).toBe(
      "Threshold Crossed: 1 datapoint was received for 3 periods and 2 missing datapoints were treated as [Breaching].",
    );
  });

  it("calls unknown what it does not know", () => {
    expect(reasonFor({}, [undefined])).toBe("Insufficient Data: 1 datapoint was unknown.");
    expect(reasonFor({}, [undefined, undefined])).toBe("Insufficient Data: 2 datapoints were unknown.");
  });

  it("prints large numbers as Java does", () => {
    const changes = { Threshold: 2_147_483_648, ComparisonOperator: "LessThanOrEqualToThreshold" } as const;
    expect(reasonFor(changes, [83_714_617_344])).toBe(
      "Threshold Crossed: 1 datapoint [8.3714617344E10 (14/09/26 05:40:00)] was not less than or equal to the threshold (2.147483648E9).",
    );
  });
});

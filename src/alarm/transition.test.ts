import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { alarmWith, stateOf } from "./alarm.testing.ts";
import { STATE_VALUES, type StateValue } from "./alarm.ts";
import {
  type Alarm,
  type AlarmEvent,
  type AlarmStatus,
  applyEvent,
  type Effect,
  TRANSITIONS,
  type Transition,
} from "./transition.ts";

const configuration = alarmWith({
  OKActions: ["arn:aws:sns:us-east-1:123456789012:ok"],
  AlarmActions: ["arn:aws:sns:us-east-1:123456789012:alarm"],
  InsufficientDataActions: ["arn:aws:sns:us-east-1:123456789012:unknown"],
});
const ACTIONS: Readonly<Record<StateValue, readonly string[]>> = {
  OK: configuration.OKActions,
  ALARM: configuration.AlarmActions,
  INSUFFICIENT_DATA: configuration.InsufficientDataActions,
};
const NOW = 1000;
const { AlarmName, AlarmArn, ActionsEnabled, OKActions, AlarmActions, InsufficientDataActions } = configuration;
const actions = { ActionsEnabled, OKActions, AlarmActions, InsufficientDataActions };
const settings = { AlarmName, AlarmArn, AlarmConfigurationUpdatedTimestamp: NOW, ...actions };

const statuses: readonly AlarmStatus[] = ["absent", ...STATE_VALUES];
const events: readonly AlarmEvent[] = [
  ...STATE_VALUES.map((StateValue) => ({ kind: "Evaluated", state: stateOf(StateValue, NOW) }) as const),
  ...STATE_VALUES.map(
    (StateValue) => ({ kind: "SetAlarmState", request: { StateValue, StateReason: "by hand" } }) as const,
  ),
  { kind: "PutMetricAlarm", configuration: { ...configuration, Threshold: 2 } },
  { kind: "PutCompositeAlarm", configuration: { ...settings, AlarmRule: "TRUE" }, children: [] },
  { kind: "EnableAlarmActions" },
  { kind: "DisableAlarmActions" },
  { kind: "DeleteAlarms" },
];

function alarmIn(status: AlarmStatus): Alarm | undefined {
  return status === "absent" ? undefined : { configuration, state: stateOf(status) };
}

function done(transition: Transition): Extract<Transition, { kind: "done" }> {
  if (transition.kind === "refused") throw new Error("refused");
  return transition;
}

/** What can be told of a transition from outside, in the words of the table. */
function observed(before: Alarm | undefined, transition: Transition): Effect {
  if (transition.kind === "refused") return "notFound";
  const [item] = transition.history;
  if (item === undefined) return "nothing";
  if (before === undefined) return "create";
  if (transition.alarm === undefined) return "delete";
  return item.HistoryItemType === "StateUpdate" ? `to${transition.alarm.state.StateValue}` : "reconfigure";
}

function tableEffect(status: AlarmStatus, event: AlarmEvent): Effect {
  const row = TRANSITIONS[status];
  if (event.kind === "Evaluated") return row[`Evaluated ${event.state.StateValue}`];
  if (event.kind === "SetAlarmState") return row[`SetAlarmState ${event.request.StateValue}`];
  return row[event.kind];
}

const cells = statuses.flatMap((status) =>
  events.map((event) => ({ status, event, effect: tableEffect(status, event) })),
);

describe("applyEvent", () => {
  it.each(cells)("$status and $event.kind: $effect", ({ status, event, effect }) => {
    const before = alarmIn(status);
    expect(observed(before, applyEvent(before, event, NOW))).toBe(effect);
  });

  it("runs the actions of the new state, and only on a change of state", () => {
    for (const { status, event, effect } of cells.filter(({ effect }) => effect !== "notFound")) {
      const { alarm, actions } = done(applyEvent(alarmIn(status), event, NOW));
      const expected = effect.startsWith("to") && alarm !== undefined ? ACTIONS[alarm.state.StateValue] : [];
      expect(actions).toEqual(expected);
    }
  });

  it("changes state without actions while they are disabled", () => {
    const alarm = { configuration: { ...configuration, ActionsEnabled: false }, state: stateOf("OK") };
    const transition = done(applyEvent(alarm, { kind: "Evaluated", state: stateOf("ALARM", NOW) }, NOW));
    expect(transition.alarm?.state.StateValue).toBe("ALARM");
    expect(transition.history.map((item) => item.HistoryItemType)).toEqual(["StateUpdate"]);
    expect(transition.actions).toEqual([]);
  });

  it("keeps the state of an alarm that is put again", () => {
    const state = stateOf("ALARM", 5);
    const put = { ...configuration, Threshold: 2 };
    const { alarm } = done(applyEvent({ configuration, state }, { kind: "PutMetricAlarm", configuration: put }, NOW));
    expect(alarm).toEqual({ configuration: put, state });
  });

  it("starts a new alarm with insufficient data, unchecked", () => {
    const { alarm } = done(applyEvent(undefined, { kind: "PutMetricAlarm", configuration }, NOW));
    expect(alarm?.state).toEqual({
      StateValue: "INSUFFICIENT_DATA",
      StateReason: "Unchecked: Initial alarm creation",
      StateUpdatedTimestamp: NOW,
      StateTransitionedTimestamp: NOW,
    });
  });

  it("stamps the configuration when actions are enabled or disabled", () => {
    const { alarm } = done(applyEvent(alarmIn("OK"), { kind: "DisableAlarmActions" }, NOW));
    expect(alarm?.configuration).toEqual({
      ...configuration,
      ActionsEnabled: false,
      AlarmConfigurationUpdatedTimestamp: NOW,
    });
  });

  it("drops the reason data that a manual state does not bring", () => {
    const state = { ...stateOf("OK"), StateReasonData: "{}" };
    const request = { StateValue: "ALARM", StateReason: "by hand" } as const;
    const { alarm } = done(applyEvent({ configuration, state }, { kind: "SetAlarmState", request }, NOW));
    expect(alarm?.state).toEqual({
      StateValue: "ALARM",
      StateReason: "by hand",
      StateUpdatedTimestamp: NOW,
      StateTransitionedTimestamp: NOW,
    });
  });
});

describe("SPEC.md", () => {
  it("prints the table", () => {
    const lines = readFileSync(new URL("SPEC.md", import.meta.url), "utf8").split("\n");
    const cellsOf = (line: string): readonly string[] =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim());
    const header = lines.findIndex((line) => line.startsWith("| | absent |"));
    const columns = cellsOf(lines[header] ?? "").slice(1, 1 + statuses.length);
    const printed = lines.slice(header + 2, header + 2 + events.length).flatMap((line) => {
      const [event, ...effects] = cellsOf(line);
      return columns.map((status, i) => `${status} / ${event}: ${effects[i]}`);
    });
    const table = Object.entries(TRANSITIONS).flatMap(([status, row]) =>
      Object.entries(row).map(([event, effect]) => `${status} / ${event}: ${effect}`),
    );
    expect(printed.sort()).toEqual(table.sort());
  });
});

import { alarmArn, type CompositeAlarmConfiguration, isCompositeAlarm } from "../../alarm/alarm.ts";
import {
  childNames,
  type PutCompositeAlarmRequest,
  parseCompositeAlarm,
  ruleOf,
} from "../../alarm/composite/composite-alarm.ts";
import { suppressorName } from "../../alarm/composite/follow.ts";
import { refused } from "../alarm-refusal.ts";
import { alarmTagsKey } from "../alarm-tags.ts";
import { changeAlarm } from "../change-alarm.ts";
import { alarmsNamed, childrenOf } from "../composite-relations.ts";
import type { Call, Operation } from "../context.ts";
import type { Transaction } from "../ports.ts";
import { nameTaken, validationError } from "./errors.ts";
import { type Tag, withTags } from "./tag-list.ts";

export interface PutCompositeAlarmInput extends PutCompositeAlarmRequest {
  /** Only of a new alarm: TagResource changes the tags of others (doc MODEL). */
  readonly Tags?: readonly Tag[];
}

/** How many composite alarms may mention one alarm (doc CWUG). */
const PARENTS = 150;

/**
 * PutCompositeAlarm: creates, or replaces the whole configuration, and evaluates the rule at once. The alarms that the rule
 * mentions must exist (obs STACKD); cycles through other composite alarms may (doc MODEL).
 */
export const putCompositeAlarm: Operation<PutCompositeAlarmInput, undefined> = async (engine, call, input) => {
  const { Tags = [], ...request } = input;
  const { region } = call.scope;
  const parsed = parseCompositeAlarm(request, call.scope, engine.clock.now());
  if (!parsed.ok) throw refused(parsed.refusal);
  const { configuration } = parsed;
  const { AlarmName: alarmName } = configuration;
  const tags = withTags({}, Tags);
  await engine.store.transaction(async (tx) => {
    const before = await tx.getAlarm(region, alarmName);
    if (before !== undefined && !isCompositeAlarm(before.configuration)) throw nameTaken(alarmName, "metric");
    await checkRelations(tx, call, configuration);
    const children = await childrenOf(tx, region, configuration);
    const event = { kind: "PutCompositeAlarm", configuration, children } as const;
    await changeAlarm(engine, tx, { region, alarmName, before, event });
    if (before === undefined && Tags.length > 0) {
      await tx.putDocument("alarmTags", alarmTagsKey(region, alarmName), { tags });
    }
  });
  engine.wake();
};

async function checkRelations(
  tx: Transaction,
  { scope: { account, region } }: Call,
  configuration: CompositeAlarmConfiguration,
): Promise<void> {
  const suppressor = suppressorName(configuration);
  const names = childNames(ruleOf(configuration));
  const found = await alarmsNamed(tx, region, suppressor === undefined ? names : [...names, suppressor]);
  const missing = names.filter((name) => !found.has(name)).map((name) => alarmArn(region, account, name));
  if (missing.length > 0) {
    // obs STACKD language/13; how several are joined is inf.
    const listed = missing.join(", ");
    throw validationError(`Could not save the composite alarm as alarms [${listed}] in the alarm rule do not exist`);
  }
  if (suppressor !== undefined && !found.has(suppressor)) {
    // The rule is doc MODEL, the words are Tocsin's (unk).
    throw validationError(`The alarm ${suppressor}, named as ActionsSuppressor, does not exist.`);
  }
  for (const name of names) {
    const dependents = await tx.listDependents(region, name);
    const others = dependents.filter((record) => record.configuration.AlarmName !== configuration.AlarmName);
    // The limit is doc CWUG, the words are Tocsin's (unk).
    if (others.length >= PARENTS) throw validationError(`The alarm ${name} is in ${PARENTS} composite alarms already.`);
  }
}

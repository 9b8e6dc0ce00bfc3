import { alarmArn, type CompositeAlarmConfiguration } from "../alarm.ts";
import type { AlarmRefusal } from "../refusal.ts";
import { alarmSettings, checkActions } from "../validate.ts";
import { parseAlarmRule } from "./parse-rule.ts";
import { type AlarmRule, referencesOf } from "./rule.ts";

/** A PutCompositeAlarm request, its lengths and required members already checked against the model. */
export interface PutCompositeAlarmRequest {
  readonly AlarmName: string;
  readonly AlarmRule: string;
  readonly AlarmDescription?: string;
  readonly ActionsEnabled?: boolean;
  readonly OKActions?: readonly string[];
  readonly AlarmActions?: readonly string[];
  readonly InsufficientDataActions?: readonly string[];
  readonly ActionsSuppressor?: string;
  readonly ActionsSuppressorWaitPeriod?: number;
  readonly ActionsSuppressorExtensionPeriod?: number;
}

/** A valid composite alarm, or why AWS refuses it. That the alarms exist is the caller's to check. */
export type ParsedCompositeAlarm =
  | { readonly ok: true; readonly configuration: CompositeAlarmConfiguration }
  | { readonly ok: false; readonly refusal: AlarmRefusal };

/** Where alarms are: a composite alarm and all that it mentions are in one account and region (doc CWUG). */
export interface AlarmPlace {
  readonly account: string;
  readonly region: string;
}

/** How many alarms a rule may mention (doc MODEL). */
const CHILDREN = 100;
/** The services whose actions a composite alarm takes (doc CWUG). */
const ACTION = /^arn:aws[a-z-]*:(?:sns|lambda|ssm|ssm-incidents|aiops):/;

function invalid(message: string): AlarmRefusal {
  return { code: "ValidationError", message };
}

/**
 * Judges a PutCompositeAlarm request and makes it a configuration.
 *
 * @param now epoch milliseconds
 * @example
 * ```ts
 * const place = { account: "123456789012", region: "us-east-1" };
 * parseCompositeAlarm({ AlarmName: "both", AlarmRule: "ALARM(a) AND ALARM(b)" }, place, 0).ok; // true
 * ```
 */
export function parseCompositeAlarm(
  request: PutCompositeAlarmRequest,
  place: AlarmPlace,
  now: number,
): ParsedCompositeAlarm {
  const refusal =
    checkRule(request, place) ?? checkActions(request)[0] ?? checkKinds(request) ?? checkSuppressor(request, place);
  if (refusal !== undefined) return { ok: false, refusal };
  const { ActionsSuppressor, ActionsSuppressorWaitPeriod, ActionsSuppressorExtensionPeriod } = request;
  return {
    ok: true,
    configuration: {
      ...alarmSettings(request, alarmArn(place.region, place.account, request.AlarmName), now),
      AlarmRule: request.AlarmRule,
      ...(ActionsSuppressor === undefined ? {} : { ActionsSuppressor }),
      ...(ActionsSuppressorWaitPeriod === undefined ? {} : { ActionsSuppressorWaitPeriod }),
      ...(ActionsSuppressorExtensionPeriod === undefined ? {} : { ActionsSuppressorExtensionPeriod }),
    },
  };
}

function checkRule({ AlarmName, AlarmRule }: PutCompositeAlarmRequest, place: AlarmPlace): AlarmRefusal | undefined {
  if (AlarmRule.trim() !== AlarmRule || AlarmRule === "") {
    // unk: the words of public imitations
    return invalid("AlarmRule must not contain leading or trailing whitespace or be null");
  }
  const parsed = parseAlarmRule(AlarmRule);
  if (!parsed.ok) return invalid(`Error in AlarmRule [${parsed.message}]`);
  const children = childNames(parsed.rule);
  for (const reference of referencesOf(parsed.rule)) {
    const refusal = checkReference(reference, place);
    if (refusal !== undefined) return refusal;
  }
  if (children.includes(AlarmName)) {
    // obs STACKD language/30
    const itself = "A composite alarm cannot have a child relation with itself via its AlarmRule";
    return invalid(`${itself}, as it would introduce a circular dependency`);
  }
  // The limit is doc MODEL, the words are Tocsin's (unk).
  return children.length > CHILDREN ? invalid(`An AlarmRule can mention at most ${CHILDREN} alarms.`) : undefined;
}

function checkReference(reference: string, { account, region }: AlarmPlace): AlarmRefusal | undefined {
  const [arn, , service, arnRegion, arnAccount] = reference.split(":");
  if (arn !== "arn" || service !== "cloudwatch") return undefined;
  // obs STACKD language/28 and 29
  if (arnAccount !== account) {
    return invalid("A composite alarm cannot have a child relation with alarms from another AWS account");
  }
  if (arnRegion === region) return undefined;
  return invalid(`Error in AlarmRule [Wrong ARN region, it was ${arnRegion} but ${region} was expected instead]`);
}

function checkKinds(request: PutCompositeAlarmRequest): AlarmRefusal | undefined {
  const { OKActions = [], AlarmActions = [], InsufficientDataActions = [] } = request;
  const wrong = [...OKActions, ...AlarmActions, ...InsufficientDataActions].find((action) => !ACTION.test(action));
  // The rule is doc CWUG, the words are Tocsin's (unk).
  return wrong === undefined ? undefined : invalid(`A composite alarm does not take the action ${wrong}.`);
}

/** The rules are doc MODEL, the words Tocsin's (unk). */
function checkSuppressor(request: PutCompositeAlarmRequest, place: AlarmPlace): AlarmRefusal | undefined {
  const { ActionsSuppressor, ActionsSuppressorWaitPeriod, ActionsSuppressorExtensionPeriod, AlarmName } = request;
  const periods = [ActionsSuppressorWaitPeriod, ActionsSuppressorExtensionPeriod];
  if (ActionsSuppressor === undefined) {
    return periods.every((period) => period === undefined)
      ? undefined
      : invalid("ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod need an ActionsSuppressor.");
  }
  if (periods.includes(undefined)) {
    return invalid("ActionsSuppressor needs ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod.");
  }
  if (alarmNameOf(ActionsSuppressor) === AlarmName) return invalid("An alarm cannot suppress its own actions.");
  return checkReference(ActionsSuppressor, place);
}

/** The name of an alarm that is given by name or ARN. */
export function alarmNameOf(reference: string): string {
  const [arn, , service, , , kind, ...name] = reference.split(":");
  return arn === "arn" && service === "cloudwatch" && kind === "alarm" ? name.join(":") : reference;
}

/** The names of the alarms that a rule mentions, in the order of their first mention. */
export function childNames(rule: AlarmRule): readonly string[] {
  return [...new Set(referencesOf(rule).map(alarmNameOf))];
}

/** The rule of a stored alarm. PutCompositeAlarm refuses rules that do not parse, so only a damaged store can hold one. */
export function ruleOf(alarm: CompositeAlarmConfiguration): AlarmRule {
  const known = rules.get(alarm);
  if (known !== undefined) return known;
  const parsed = parseAlarmRule(alarm.AlarmRule);
  if (!parsed.ok) throw new Error(`the alarm ${alarm.AlarmName} has a rule that does not parse`);
  rules.set(alarm, parsed.rule);
  return parsed.rule;
}

const rules = new WeakMap<CompositeAlarmConfiguration, AlarmRule>();

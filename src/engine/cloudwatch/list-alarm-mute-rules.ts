import { type MuteRule, type MuteRuleStatus, muteRuleStatus, muteType } from "../../alarm/mute/mute-rule.ts";
import { AwsError } from "../aws-error.ts";
import type { Operation } from "../context.ts";
import { decodePageToken, encodePageToken } from "../logs/page-token.ts";
import { invalidNextToken } from "./errors.ts";

export interface ListAlarmMuteRulesInput {
  /** Only rules that target this alarm. */
  readonly AlarmName?: string;
  readonly Statuses?: readonly string[];
  readonly MaxRecords?: number;
  readonly NextToken?: string;
}

export interface AlarmMuteRuleSummary
  extends Pick<MuteRule, "AlarmMuteRuleArn" | "ExpireDate" | "LastUpdatedTimestamp"> {
  readonly Status: MuteRuleStatus;
  readonly MuteType: string;
}

export interface ListAlarmMuteRulesOutput {
  readonly AlarmMuteRuleSummaries: readonly AlarmMuteRuleSummary[];
  readonly NextToken?: string;
}

const OPERATION = "ListAlarmMuteRules";
/** doc MODEL */
const PAGE_SIZE = 50;

/** ListAlarmMuteRules: by name (inf). MODEL's ResourceNotFoundException is for an AlarmName that is no alarm (inf). */
export const listAlarmMuteRules: Operation<ListAlarmMuteRulesInput, ListAlarmMuteRulesOutput> = async (
  engine,
  call,
  input,
) => {
  const { AlarmName, Statuses = [], MaxRecords: size = PAGE_SIZE } = input;
  const { region } = call.scope;
  const after = input.NextToken === undefined ? undefined : readToken(input.NextToken);
  const rules = await engine.store.transaction(async (tx) => {
    if (AlarmName !== undefined && (await tx.getAlarm(region, AlarmName)) === undefined) {
      throw new AwsError("ResourceNotFoundException", 404, `The alarm ${AlarmName} does not exist.`);
    }
    return tx.listDocuments("alarmMuteRule", { region, ...(after === undefined ? {} : { after }) });
  });
  const now = engine.clock.now();
  const found = rules
    .filter((rule) => AlarmName === undefined || rule.MuteTargets?.AlarmNames.includes(AlarmName) === true)
    .filter((rule) => Statuses.length === 0 || Statuses.includes(muteRuleStatus(rule, now)));
  const page = found.slice(0, size);
  const last = page.at(-1);
  return {
    AlarmMuteRuleSummaries: page.map((rule) => summary(rule, now)),
    ...(last !== undefined && found.length > size ? { NextToken: encodePageToken([OPERATION, last.Name]) } : {}),
  };
};

function summary(rule: MuteRule, now: number): AlarmMuteRuleSummary {
  const { AlarmMuteRuleArn, ExpireDate, LastUpdatedTimestamp } = rule;
  return {
    AlarmMuteRuleArn,
    ...(ExpireDate === undefined ? {} : { ExpireDate }),
    Status: muteRuleStatus(rule, now),
    MuteType: muteType(rule),
    LastUpdatedTimestamp,
  };
}

function readToken(token: string): string {
  const [name] = decodePageToken(token, OPERATION) ?? [];
  if (typeof name !== "string") throw invalidNextToken();
  return name;
}

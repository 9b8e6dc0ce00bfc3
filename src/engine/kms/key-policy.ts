import { type ConditionContext, judgeCondition } from "../sns/policy-condition.ts";
import { matchesWildcard } from "../sns/wildcard.ts";

/** What CloudWatch does with the key of an encrypted topic. doc SNSDG */
const NEEDED = ["kms:Decrypt", "kms:GenerateDataKey"] as const;
const CLOUDWATCH = "cloudwatch.amazonaws.com";

/** Whether a key's policy lets CloudWatch use the key on behalf of an alarm; `missing` names what it does not allow. */
export interface KeyDecision {
  readonly kind: "allowed" | "not allowed";
  readonly missing: readonly string[];
}

/**
 * Judges the policy of a KMS key for an alarm's message to a topic that is encrypted with it. Rights from IAM are of no
 * use to a service: what the key's own policy does not allow is refused (doc SNSDG). As for topics, what cannot be judged
 * tells against the request.
 *
 * @param policy text of the policy, as GetKeyPolicy gives it
 * @example
 * const policy = '{"Statement":{"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"kms:*","Resource":"*"}}';
 * mayUseKey(policy, "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a", "123456789012").kind; // "allowed"
 */
export function mayUseKey(policy: string, alarmArn: string, account: string): KeyDecision {
  const statements = readStatements(policy);
  const context = contextOf(alarmArn, account);
  const missing = NEEDED.filter((action) => !mayDo(statements, action, context));
  return { kind: missing.length === 0 ? "allowed" : "not allowed", missing };
}

type Statement = Readonly<Record<string, unknown>>;

function mayDo(statements: readonly Statement[], action: string, context: ConditionContext): boolean {
  let allowed = false;
  for (const statement of statements) {
    const applies = appliesTo(statement, action, context);
    if (statement["Effect"] === "Deny" && applies !== "no") return false;
    if (statement["Effect"] === "Allow" && applies === "yes") allowed = true;
  }
  return allowed;
}

function appliesTo(statement: Statement, action: string, context: ConditionContext): "yes" | "no" | "unknown" {
  const actions = texts(statement["Action"]);
  if (actions.length > 0 && !actions.some((pattern) => matchesWildcard(pattern.toLowerCase(), action.toLowerCase())))
    return "no";
  if (statement["Principal"] !== undefined && !namesCloudWatch(statement["Principal"])) return "no";
  let unknown = ["NotPrincipal", "NotAction", "NotResource"].some((element) => statement[element] !== undefined);
  for (const [operator, keys] of Object.entries(asRecord(statement["Condition"]))) {
    for (const [key, values] of Object.entries(asRecord(keys))) {
      const verdict = judgeCondition({ operator, key, values: texts(values) }, context);
      if (verdict === "no") return "no";
      if (verdict === "unknown") unknown = true;
    }
  }
  return unknown ? "unknown" : "yes";
}

function namesCloudWatch(principal: unknown): boolean {
  if (principal === "*") return true;
  const { Service, AWS } = asRecord(principal);
  return texts(Service).includes(CLOUDWATCH) || texts(AWS).includes("*");
}

function contextOf(alarmArn: string, account: string): ConditionContext {
  return {
    "aws:sourcearn": alarmArn,
    "aws:sourceaccount": account,
    "aws:principalaccount": undefined,
    "aws:principalarn": undefined,
    "aws:principalorgid": undefined,
    "aws:principalisawsservice": "true",
    "aws:principalservicename": CLOUDWATCH,
    "aws:securetransport": "true",
  };
}

function readStatements(policy: string): readonly Statement[] {
  const { Statement: found } = asRecord(parsed(policy));
  return (Array.isArray(found) ? found : [found]).map(asRecord);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asRecord(value: unknown): Statement {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function texts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((item) => {
    if (typeof item === "string") return item;
    return typeof item === "boolean" || typeof item === "number" ? String(item) : [];
  });
}

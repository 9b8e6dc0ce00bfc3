import { rootArn } from "../sts/root-arn.ts";
import { type ConditionContext, judgeCondition, type Verdict } from "./policy-condition.ts";
import { type PolicyPrincipal, type PolicyStatement, readPolicy } from "./policy-document.ts";
import { matchesWildcard } from "./wildcard.ts";

/** An AWS service on behalf of one of the account's resources: `cloudwatch.amazonaws.com` for an alarm's ARN. */
interface ServicePublisher {
  readonly kind: "service";
  readonly service: string;
  readonly sourceArn: string;
}

/** Who publishes: the account's own user, or a service. */
export type Publisher = { readonly kind: "account" } | ServicePublisher;

/** What a policy says. `unjudged` names the parts that could not be judged and that told against the request. */
export interface PolicyDecision {
  readonly kind: "allowed" | "explicitly denied" | "not allowed";
  readonly unjudged: readonly string[];
}

/**
 * Decides whether a topic's policy lets a publisher publish.
 *
 * An explicit Deny wins over everything. A service needs an Allow; the account's own user needs none, because its
 * rights come from its identity. What cannot be judged tells against the request: an Allow that hangs on an unknown
 * condition does not count, a Deny that does counts, and both are named in the answer, so that a silent alarm is
 * never mistaken for a working one.
 *
 * @param policy text of the Policy attribute
 * @throws AwsError InvalidParameter when the text is no policy
 * @example
 * const policy = '{"Statement":{"Effect":"Allow","Principal":{"Service":"cloudwatch.amazonaws.com"},"Action":"sns:Publish","Resource":"*"}}';
 * const by = { kind: "service", service: "cloudwatch.amazonaws.com", sourceArn: "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a" } as const;
 * publishAllowed(policy, by, "arn:aws:sns:us-east-1:123456789012:t", "123456789012").kind; // "allowed"
 */
export function publishAllowed(policy: string, by: Publisher, topicArn: string, account: string): PolicyDecision {
  const context = conditionContext(by, account);
  const unjudged: string[] = [];
  let allowed = by.kind === "account";
  let denied = false;
  for (const statement of readPolicy(policy)) {
    const applies = judgeStatement(statement, by, topicArn, account, context);
    if (applies.verdict === "unknown") unjudged.push(...applies.reasons);
    if (statement.effect === "Deny" && applies.verdict !== "no") denied = true;
    if (statement.effect === "Allow" && applies.verdict === "yes") allowed = true;
  }
  if (denied) return { kind: "explicitly denied", unjudged };
  return allowed ? { kind: "allowed", unjudged: [] } : { kind: "not allowed", unjudged };
}

function judgeStatement(
  statement: PolicyStatement,
  by: Publisher,
  topicArn: string,
  account: string,
  context: ConditionContext,
): { readonly verdict: Verdict; readonly reasons: readonly string[] } {
  const covers =
    (statement.principal === undefined || namesPublisher(statement.principal, by, account)) &&
    (statement.actions ?? ["*"]).some((action) => matchesWildcard(action.toLowerCase(), "sns:publish")) &&
    (statement.resources ?? ["*"]).some((resource) => matchesWildcard(resource, topicArn));
  if (!covers) return { verdict: "no", reasons: [] };

  const reasons = [...statement.negated];
  for (const condition of statement.conditions) {
    const verdict = judgeCondition(condition, context);
    if (verdict === "no") return { verdict: "no", reasons: [] };
    if (verdict === "unknown") reasons.push(`Condition ${condition.operator} on ${condition.key}`);
  }
  return { verdict: reasons.length === 0 ? "yes" : "unknown", reasons };
}

function namesPublisher(principal: PolicyPrincipal, by: Publisher, account: string): boolean {
  if (principal.kind === "everybody") return true;
  const accounts = principal.principals["AWS"] ?? [];
  // obs LS default policy: {"AWS":"*"} covers alarms, so it covers services.
  if (accounts.includes("*")) return true;
  return by.kind === "service"
    ? (principal.principals["Service"] ?? []).includes(by.service)
    : accounts.some((name) => name === account || name === rootArn(account));
}

function conditionContext(by: Publisher, account: string): ConditionContext {
  return by.kind === "service" ? serviceContext(by, account) : accountContext(account);
}

function accountContext(account: string): ConditionContext {
  return {
    // obs STACKD policy_context: an account's own Publish carries no AWS:SourceOwner.
    "aws:sourceowner": undefined,
    "aws:sourcearn": undefined,
    "aws:sourceaccount": undefined,
    "aws:principalaccount": account,
    "aws:principalarn": rootArn(account),
    "aws:principalisawsservice": "false",
    "aws:principalservicename": undefined,
    // inf: what reaches Tocsin over plain HTTP would reach AWS over TLS.
    "aws:securetransport": "true",
  };
}

function serviceContext(by: ServicePublisher, account: string): ConditionContext {
  return {
    // obs LS: the default policy, which asks for it, lets alarms of the same account through.
    "aws:sourceowner": account,
    "aws:sourcearn": by.sourceArn,
    "aws:sourceaccount": account,
    // doc IAM: a service principal has no account, organisation or ARN of its own.
    "aws:principalaccount": undefined,
    "aws:principalarn": undefined,
    "aws:principalorgid": undefined,
    "aws:principalisawsservice": "true",
    "aws:principalservicename": by.service,
    "aws:securetransport": "true",
  };
}

/** Tocsin keeps no users: whoever signs a request acts as the account itself. */
export function rootArn(account: string): string {
  return `arn:aws:iam::${account}:root`;
}

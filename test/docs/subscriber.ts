export interface Mail {
  readonly subject: string;
  readonly text: string;
}

/** What an engine delivered to its local mailbox, in order of time. */
export async function mailsOf(url: string): Promise<readonly Mail[]> {
  const answer = await fetch(`${url}/_tocsin/mails`);
  return ((await answer.json()) as { readonly mails: readonly Mail[] }).mails;
}

/** Follows the link in the first mail, as its reader would. Throws when there is none, or it leads nowhere. */
export async function confirmByMail(url: string): Promise<void> {
  const [mail] = await mailsOf(url);
  const link = /http:\/\/\S+Action=ConfirmSubscription\S+/.exec(mail?.text ?? "")?.[0];
  if (link === undefined) throw new Error("no confirmation mail arrived in the mailbox");
  const answer = await fetch(link);
  if (!answer.ok) throw new Error(`the subscription was not confirmed: HTTP ${answer.status}`);
}

/** Moves an engine's manual clock by ten minutes, in which every alarm that is due rings; gives its time, epoch milliseconds. */
export async function passTenMinutes(url: string): Promise<number> {
  const answer = await post(`${url}/_tocsin/clock/advance`, { duration: "600000ms" });
  return Date.parse((answer as { readonly now: string }).now);
}

/** Empties an engine that keeps everything in memory. */
export async function reset(url: string): Promise<void> {
  await post(`${url}/_tocsin/reset`, {});
}

async function post(url: string, body: object): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url}: HTTP ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Readers of option values: undefined when the text is no such value. */

export function portNumber(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

export function accountId(text: string): string | undefined {
  return /^\d{12}$/.test(text) ? text : undefined;
}

export function regionName(text: string): string | undefined {
  return /^[a-z]{2}(?:-[a-z]{1,16}){1,3}-\d{1,2}$/.test(text) ? text : undefined;
}

export function httpUrl(text: string): string | undefined {
  return hasProtocol(text, ["http:", "https:"]) ? text : undefined;
}

export function smtpUrl(text: string): string | undefined {
  return hasProtocol(text, ["smtp:", "smtps:"]) ? text : undefined;
}

export function text(value: string): string | undefined {
  return value === "" ? undefined : value;
}

/** Epoch milliseconds of an ISO 8601 time that names its zone, or of a date, which begins in UTC. */
export function isoTime(value: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2}))?$/.test(value))
    return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}

function hasProtocol(url: string, protocols: readonly string[]): boolean {
  return URL.canParse(url) && protocols.includes(new URL(url).protocol);
}

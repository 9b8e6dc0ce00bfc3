/**
 * Keeps web pages away from a server. `isOpen` is for one that listens beyond loopback: it is known by names that nobody
 * can list, and has every request signed, host included, which no page can do; the check of the name is for the others. A browser sends an Origin with every request a foreign page makes, and
 * a page whose name was re-bound to 127.0.0.1 shows its own name as Host; the AWS clients do neither.
 * Returns what is wrong with the request, or undefined.
 */
export function refusalOf(request: Request, isOpen = false): string | undefined {
  const host = request.headers.get("host") ?? new URL(request.url).host;
  const name = host.replace(/:\d+$/, "").toLowerCase();
  if (!isOpen && !isLoopbackName(name) && !isLiveTail(request, name)) {
    return `the Host header names ${JSON.stringify(host)}; this server answers only to loopback names such as 127.0.0.1 and localhost`;
  }
  const origin = request.headers.get("origin");
  if (origin !== null && origin !== `http://${host}`) {
    return `requests from web pages of another origin (${JSON.stringify(origin)}) are refused`;
  }
  const site = request.headers.get("sec-fetch-site");
  if ((site === "cross-site" || site === "same-site") && !isLinkFromMail(request)) {
    return "requests that a web page of another origin makes without saying so (an image, a frame) are refused";
  }
  return undefined;
}

/**
 * Clients put these before the host of a Live Tail, unless told not to (doc MODEL, two generations of it). Whoever makes
 * `stream-localhost` a name of this machine is let in with that one operation. A page whose name that is is not: its
 * browser sends an Origin with every POST.
 */
function isLiveTail(request: Request, name: string): boolean {
  const [, unprefixed = ""] = /^stream(?:ing)?-(.*)$/s.exec(name) ?? [];
  return (
    isLoopbackName(unprefixed) &&
    request.method === "POST" &&
    request.headers.get("origin") === null &&
    request.headers.get("x-amz-target") === "Logs_20140328.StartLiveTail"
  );
}

/** The two links that SNS puts into messages: readers follow them from wherever they read, unsigned (doc SNSDG). */
function isLinkFromMail(request: Request): boolean {
  const action = new URL(request.url).searchParams.get("Action");
  return (
    request.method === "GET" &&
    request.headers.get("sec-fetch-mode") === "navigate" &&
    (action === "ConfirmSubscription" || action === "Unsubscribe")
  );
}

/** Whether a host name can only mean this machine (RFC 6761 reserves localhost and everything below it). */
export function isLoopbackName(name: string): boolean {
  return (
    name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || name === "::1" || isLoopbackIPv4(name)
  );
}

function isLoopbackIPv4(name: string): boolean {
  const parts = name.split(".");
  return (
    parts.length === 4 && parts[0] === "127" && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)
  );
}

/** Moves the server's manual clock. */
export async function advance(endpoint: string, minutes: number): Promise<void> {
  const response = await fetch(`${endpoint}/_tocsin/clock/advance`, {
    method: "POST",
    body: JSON.stringify({ duration: `${minutes * 60_000}ms` }),
  });
  if (!response.ok) throw new Error(await response.text());
}

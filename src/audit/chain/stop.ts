import { LINKS, type Link } from "../finding.ts";

/** Where an event, or a message that tells of it, does not get any further. */
export interface Stop {
  readonly link: Link;
  /** What was found, in AWS's names. */
  readonly reason: string;
  /** What is not known: with it, the event might have got further. Absent where the stop is certain. */
  readonly unknown?: string;
}

/** The stop of the path that got furthest, at one link the last one told; a certain one before one that is not known. */
export function furthest(stops: readonly Stop[]): Stop | undefined {
  let found: Stop | undefined;
  for (const stop of stops) {
    const step = found === undefined ? 1 : LINKS.indexOf(stop.link) - LINKS.indexOf(found.link);
    const blurs = found?.unknown === undefined && stop.unknown !== undefined;
    if (step > 0 || (step === 0 && !blurs)) found = stop;
  }
  return found;
}

import { type Constraints, length } from "../constraint.ts";

/** The published API model of SNS bounds tags only; everything else its operations judge themselves (doc MODEL). */
export const snsConstraints: Constraints = {
  Tag: { Key: length(1, 128), Value: length(0, 256) },
};

import { STANDARD_UNITS } from "../../metric/standard-unit.ts";
import { oneOf } from "../constraint.ts";

/** The units of CloudWatch metrics, in the model's order; which order the service prints is not known. [inf] */
export const standardUnit = oneOf(...STANDARD_UNITS);

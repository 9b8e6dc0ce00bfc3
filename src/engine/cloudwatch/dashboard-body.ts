import { AwsError } from "../aws-error.ts";
import { invalidParameterValue } from "./errors.ts";

/** What is wrong in a dashboard's body, or odd: DataPath leads to the place. */
export interface DashboardValidationMessage {
  readonly DataPath: string;
  readonly Message: string;
}

export interface DashboardBody {
  /** As GetDashboard gives it. */
  readonly text: string;
  /** What AWS takes and warns of. */
  readonly warnings: readonly DashboardValidationMessage[];
}

const MAX_WIDGETS = 500;
/** In the order in which AWS prints them (obs STACKD dashboards). */
const WIDGET_TYPES: readonly unknown[] = [
  "chart",
  "custom",
  "metric",
  "service",
  "text",
  "log",
  "alarm",
  "explorer",
  "timeline",
  "serviceMap",
  "serviceTable",
  "trace",
];

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The body of a dashboard, read as AWS reads it down to the widgets: that it is an object, and what every widget has. What
 * the properties of a widget are is not judged, but for the text of a text widget. All rules and words are obs STACKD
 * dashboards.
 *
 * @throws AwsError InvalidParameterInput, InvalidParameterValue
 */
export function readDashboardBody(body: string): DashboardBody {
  if (body === "") throw invalidParameterValue("The parameter DashboardBody is required.\n");
  const parsed = parse(body);
  if (!isObject(parsed)) throw invalidInput("The field DashboardBody must be a valid JSON object");
  const errors = bodyErrors(parsed);
  if (errors.length > 0) {
    const list = errors.map(({ DataPath, Message }) => ({ dataPath: DataPath, message: Message }));
    const count = `there are ${errors.length} validation errors`;
    throw invalidInput(`The dashboard body is invalid, ${count}:\n${JSON.stringify(list, undefined, 2)}`);
  }
  return { text: JSON.stringify(parsed), warnings: bodyWarnings(parsed) };
}

function invalidInput(message: string): AwsError {
  return new AwsError("InvalidParameterInput", 400, message);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function bodyErrors(body: JsonObject): readonly DashboardValidationMessage[] {
  const widgets = body["widgets"];
  if (widgets === undefined) return [missing("", "widgets")];
  if (!Array.isArray(widgets)) return [{ DataPath: "/widgets", Message: "Should be array" }];
  if (widgets.length > MAX_WIDGETS) {
    return [{ DataPath: "/widgets", Message: `Should NOT have more than ${MAX_WIDGETS} items` }];
  }
  return widgets.flatMap((widget: unknown, index) => widgetErrors(widget, `/widgets/${index}`));
}

function widgetErrors(widget: unknown, at: string): readonly DashboardValidationMessage[] {
  if (!isObject(widget)) return [{ DataPath: at, Message: "Should be object" }];
  const { type, properties, x, y } = widget;
  const errors: DashboardValidationMessage[] = [];
  if (type === undefined) errors.push(missing(at, "type"));
  if (properties === undefined) errors.push(missing(at, "properties"));
  else if (!isObject(properties)) errors.push({ DataPath: `${at}/properties`, Message: "Should be object" });
  else if (type === "text") errors.push(...textErrors(properties, `${at}/properties`));
  if (x !== undefined && y === undefined) {
    errors.push({ DataPath: at, Message: "Should have property y when property x is present" });
  }
  return errors;
}

function textErrors({ markdown }: JsonObject, at: string): readonly DashboardValidationMessage[] {
  if (markdown === undefined) return [missing(at, "markdown")];
  return typeof markdown === "string" ? [] : [{ DataPath: `${at}/markdown`, Message: "Should be string" }];
}

function missing(DataPath: string, property: string): DashboardValidationMessage {
  return { DataPath, Message: `Should have required property '${property}'` };
}

function bodyWarnings({ widgets }: JsonObject): readonly DashboardValidationMessage[] {
  const list: readonly unknown[] = Array.isArray(widgets) ? widgets : [];
  return list.flatMap((widget, index) => {
    if (!isObject(widget) || WIDGET_TYPES.includes(widget["type"])) return [];
    const values = WIDGET_TYPES.join(",");
    const Message = `The specified widget type is unknown. Use one of the allowed values: ${values}`;
    return [{ DataPath: `/widgets/${index}/type`, Message }];
  });
}

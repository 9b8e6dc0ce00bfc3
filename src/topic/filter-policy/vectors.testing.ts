/** A policy and messages that pass it or do not; `mark` says how we know. */
export interface MatchVector {
  readonly id: string;
  readonly mark: string;
  readonly scope: "MessageAttributes" | "MessageBody";
  readonly policy: object;
  /** Bodies as JSON, or attributes by name as [type, value]. */
  readonly passing: readonly object[];
  readonly failing: readonly object[];
}

const string = (value: string) => ["String", value] as const;
const number = (value: string) => ["Number", value] as const;
const array = (...values: unknown[]) => ["String.Array", JSON.stringify(values)] as const;

export const matchVectors: readonly MatchVector[] = [
  {
    id: "attr-types",
    mark: "obs STACKD filters types-range",
    scope: "MessageAttributes",
    policy: { kind: ["blue", { numeric: [">", 0, "<=", 10] }] },
    passing: [{ kind: string("blue") }, { kind: array("red", "blue") }, { kind: number("5") }],
    failing: [{ kind: string("5") }, { kind: number("0") }, { kind: number("11") }, { other: string("blue") }, {}],
  },
  {
    id: "attr-number-equal",
    mark: "doc SNSDG",
    scope: "MessageAttributes",
    policy: { price: [100, { numeric: ["=", 3.5] }] },
    passing: [{ price: number("100") }, { price: number("1e2") }, { price: number("100.00") }, { price: array(100) }],
    failing: [{ price: string("100") }, { price: number("100.1") }, { price: ["Binary", "MTAw"] }],
  },
  {
    id: "attr-strings",
    mark: "obs STACKD filters string-operators",
    scope: "MessageAttributes",
    policy: {
      $or: [
        { a: [{ prefix: "ab" }] },
        { b: [{ suffix: "yz" }] },
        { c: [{ "equals-ignore-case": "Root" }] },
        { d: [{ "anything-but": ["bad"] }] },
        { e: [{ "anything-but": { prefix: "x" } }] },
      ],
    },
    passing: [
      { a: string("abc") },
      { b: string("xyz") },
      { c: string("rOOT") },
      { d: string("good") },
      { d: array("bad", "good") },
      { e: string("ax") },
    ],
    failing: [
      { a: string("xab") },
      { b: string("yzx") },
      { c: string("roo") },
      { d: string("bad") },
      { d: array("bad") },
      { e: string("xa") },
    ],
  },
  {
    id: "attr-exists",
    mark: "obs STACKD filters, LS test_exists_filter_policy",
    scope: "MessageAttributes",
    policy: { store: [{ exists: true }] },
    passing: [{ store: number("99"), def: number("99") }, { store: string("x") }],
    failing: [{ def: number("99") }, { store: array() }, {}],
  },
  {
    id: "attr-absent",
    mark: "obs STACKD filters attribute-exists-false (no attribute at all: no match)",
    scope: "MessageAttributes",
    policy: { store: [{ exists: false }] },
    passing: [{ def: number("99") }],
    failing: [{ store: number("99") }, {}],
  },
  {
    id: "attr-null",
    mark: "obs LS test_filter_policy",
    scope: "MessageAttributes",
    policy: { attr1: [null, { "anything-but": "whatever" }] },
    passing: [{ attr1: string("this") }, { attr1: array(null) }],
    failing: [{}, { attr1: string("whatever") }, { attr2: string("x") }],
  },
  {
    id: "attr-and",
    mark: "doc SNSDG",
    scope: "MessageAttributes",
    policy: { a: ["1", "2"], b: [true] },
    passing: [{ a: string("2"), b: array(true) }],
    failing: [{ a: string("2") }, { a: string("2"), b: string("true") }],
  },
  {
    id: "attr-cidr",
    mark: "doc SNSDG",
    scope: "MessageAttributes",
    policy: { ip: [{ cidr: "10.0.0.0/24" }, { cidr: "2001:db8::/32" }] },
    passing: [{ ip: string("10.0.0.255") }, { ip: string("2001:DB8:1::1") }],
    failing: [{ ip: string("10.0.1.0") }, { ip: string("10.0.0") }, { ip: string("2001:db9::") }, { ip: number("10") }],
  },
  {
    id: "attr-wildcard",
    mark: "doc SNSDG",
    scope: "MessageAttributes",
    policy: { path: [{ wildcard: "s3/*/log*.gz" }, { wildcard: "a\\*b" }] },
    passing: [{ path: string("s3/x/y/log.gz") }, { path: string("a*b") }],
    failing: [{ path: string("s3/log.gz") }, { path: string("s3/x/log.gzip") }, { path: string("axb") }],
  },
  {
    id: "attr-anything-but-numbers",
    mark: "doc SNSDG; a text is anything but a number: doc RULER",
    scope: "MessageAttributes",
    policy: { price: [{ "anything-but": [100, 500] }] },
    passing: [{ price: number("101") }, { price: string("100") }],
    failing: [{ price: number("500.0") }],
  },
  {
    id: "attr-anything-but-more",
    mark: "doc SNSDG, doc RULER; suffix admitted: obs STACKD filters",
    scope: "MessageAttributes",
    policy: {
      a: [{ "anything-but": { suffix: "x" } }],
      b: [{ "anything-but": { "equals-ignore-case": ["no", "never"] } }],
      c: [{ "anything-but": { wildcard: "*/bin" } }],
    },
    passing: [{ a: string("xa"), b: string("yes"), c: string("usr/lib") }],
    failing: [
      { a: string("ax"), b: string("yes"), c: string("usr/lib") },
      { a: string("a"), b: string("NEVER"), c: string("usr/lib") },
      { a: string("a"), b: string("yes"), c: string("usr/bin") },
    ],
  },
  {
    id: "attr-ignore-case-affix",
    mark: "doc RULER; admitted: obs STACKD filters",
    scope: "MessageAttributes",
    policy: { a: [{ prefix: { "equals-ignore-case": "AB" } }, { suffix: { "equals-ignore-case": "YZ" } }] },
    passing: [{ a: string("abc") }, { a: string("xYz") }],
    failing: [{ a: string("cab") }],
  },
  {
    id: "body-nested",
    mark: "obs LS test_filter_policy_on_message_body",
    scope: "MessageBody",
    policy: {
      object: { key: [{ prefix: "auto-" }, "hardcodedvalue"], nested_key: [{ exists: false }] },
      test: [{ exists: false }],
    },
    passing: [{ object: { key: "auto-test" } }, { object: { key: "hardcodedvalue" } }],
    failing: [
      { object: { key: "test-auto" } },
      { object: { key: "auto-test" }, test: "just-exists" },
      { object: { key: "auto-test", nested_key: "just-exists" } },
      { object: { test: "auto-test" } },
      { test: "auto-test" },
    ],
  },
  {
    id: "body-dots",
    mark: "obs LS test_filter_policy_on_message_body_dot_attribute",
    scope: "MessageBody",
    policy: { "object.nested": ["string.value"] },
    passing: [{ object: { nested: "string.value" } }, { "object.nested": "string.value" }],
    failing: [{ object: "string.value" }, { nested: "string.value" }],
  },
  {
    id: "body-dots-deep",
    mark: "obs LS test_filter_policy_on_message_body_dot_attribute",
    scope: "MessageBody",
    policy: { "object.nested.test": ["string.value"] },
    passing: [
      { object: { nested: { test: "string.value" } } },
      { "object.nested.test": "string.value" },
      { "object.nested": { test: "string.value" } },
      { object: { "nested.test": "string.value" } },
    ],
    failing: [{ object: { nested: "string.value" } }],
  },
  {
    id: "body-arrays",
    mark: "obs LS test_filter_policy_on_message_body_array_attributes",
    scope: "MessageBody",
    policy: { headers: { "route-to": ["queue1"] } },
    passing: [{ headers: { "route-to": ["queue1"] } }, { headers: { "route-to": ["queue1", "queue2"] } }],
    failing: [{ headers: { "route-to": ["queue2"] } }, { headers: { "route-to": [] } }],
  },
  {
    id: "body-array-objects",
    mark: "obs LS array_of_object_attributes; one element must satisfy all: obs STACKD nested-split-across-array-objects",
    scope: "MessageBody",
    policy: { Records: { s3: { object: { key: [{ prefix: "auto-" }] } }, eventName: [{ prefix: "ObjectCreated:" }] } },
    passing: [
      { Records: [{ eventName: "ObjectCreated:Put", s3: { object: { key: "auto-1" } } }] },
      {
        Records: [
          { eventName: "ObjectCreated:Put", s3: { object: [[{ key: "auto-1" }]] } },
          { eventName: "ObjectRemoved:Delete", s3: { object: { key: "home-1" } } },
        ],
      },
    ],
    failing: [
      { Records: [{ eventName: "ObjectRemoved:Delete", s3: { object: { key: "auto-1" } } }] },
      {
        Records: [
          { eventName: "ObjectCreated:Put", s3: { object: { key: "home-1" } } },
          { eventName: "ObjectRemoved:Delete", s3: { object: { key: "auto-1" } } },
        ],
      },
    ],
  },
  {
    id: "body-or",
    mark: "obs LS test_filter_policy_on_message_body_or_attribute",
    scope: "MessageBody",
    policy: {
      $or: [{ metricName: ["CPUUtilization", "ReadLatency"] }, { namespace: ["AWS/EC2", "AWS/ES"] }],
      detail: { scope: ["Service"], $or: [{ source: ["aws.cloudwatch"] }, { type: ["State Change"] }] },
    },
    passing: [
      { metricName: "CPUUtilization", detail: { scope: "Service", source: "aws.cloudwatch" } },
      { namespace: "AWS/ES", detail: { scope: "Service", type: "State Change" } },
    ],
    failing: [
      { metricName: "CPUUtilization", detail: { scope: "aws.cloudwatch", type: "State Change" } },
      { metricName: "CPUUtilization", detail: { scope: "Service" } },
      { metricName: "CPUUtilization", detail: { type: "State Change" } },
      { detail: { scope: "Service", source: "aws.cloudwatch" } },
    ],
  },
  {
    id: "body-exists",
    mark: "obs STACKD filters body-exists-true",
    scope: "MessageBody",
    policy: { field: [{ exists: true }] },
    passing: [{ field: "x" }, { field: "" }, { field: null }, { field: [1] }],
    failing: [{}, { field: [] }, { field: {} }, { other: 1 }],
  },
  {
    id: "body-values",
    mark: "doc SNSDG",
    scope: "MessageBody",
    policy: { a: [1.5, "x", true, null] },
    passing: [{ a: 1.5 }, { a: "x" }, { a: true }, { a: null }],
    failing: [{ a: "1.5" }, { a: false }, { a: "null" }, { a: { b: "x" } }, []],
  },
];

/** Policies that are refused, with what SNS says after `Invalid parameter: FilterPolicy: `. */
export const refusalVectors: readonly (readonly [policy: string, text: string])[] = [
  // obs LS TestSNSFilterPolicyConditions, places included
  ['{"key":[["value"]]}', "Match value must be String, number, true, false, or null@10"],
  ['{"key":[{"wrong-operator":true}]}', "Unrecognized match type wrong-operator@31"],
  ['{"key":[{"suffix":"value","prefix":"value2"}]}', "Only one key allowed in match expression@37"],
  ['{"key":[{"suffix":100}]}', "suffix match pattern must be a string@22"],
  ['{"key":[{"suffix":null}]}', "suffix match pattern must be a string@23"],
  ['{"key":{"suffix":"value"}}', '"suffix" must be an object or an array@19'],
  ['{"key":[{"suffix":[]}]}', "suffix match pattern must be a string@20"],
  ['{"key":[{"suffix":["test","test2"]}]}', "suffix match pattern must be a string@20"],
  ['{"key":{"not-an-operator":"value"}}', '"not-an-operator" must be an object or an array@28'],
  ['{"key_a":"value_one"}', '"key_a" must be an object or an array@11'],
  ['{"key":[{"numeric":[]}]}', "Invalid member in numeric match: ]@22"],
  ['{"key":[{"numeric":["operator"]}]}', "Unrecognized numeric range operator: operator@32"],
  ['{"key":[{"numeric":[1,"<="]}]}', "Invalid member in numeric match: 1@22"],
  ['{"key":[{"numeric":["=","000"]}]}', "Value of equals must be numeric@26"],
  ['{"key":[{"numeric":[">="]}]}', "Value of >= must be numeric@26"],
  ['{"key":[{"numeric":["<",100,">",10]}]}', "Too many elements in numeric expression@30"],
  ['{"key":[{"numeric":[">=",1,">",2]}]}', "Bad numeric range operator: >@31"],
  ['{"key":[{"numeric":[">",3,"<",1]}]}', "Bottom must be less than top@33"],
  ['{"key":[{"numeric":[">",20,"<="]}]}', "Value of <= must be numeric@33"],
  ['{"key":[{"numeric":[">",20,30]}]}', "Bad value in numeric range: 30@30"],
  ['{"key":[{"numeric":[">",20,"test"]}]}', "Bad numeric range operator: test@34"],
  ['{"key":[{"numeric":[">","20","<","30"]}]}', "Value of > must be numeric@26"],
  ['{"key":[{"numeric":[">",20,"<","30"]}]}', "Value of < must be numeric@33"],
  ['{"key":[{"numeric":[">",20,"<",30,"<",50]}]}', "Too many terms in numeric range expression@36"],
  ['{"key":[{"exists":null}]}', "exists match pattern must be either true or false.@23"],
  ['{"key":[{"exists":"no"}]}', "exists match pattern must be either true or false.@20"],
  ['{"key":[{"anything-but":{"wrong-operator":null}}]}', "Unsupported anything-but pattern: wrong-operator@47"],
  ['{"key":[{"anything-but":{"exists":false}}]}', "Unsupported anything-but pattern: exists@40"],
  ['{"key":[{"anything-but":{"prefix":false}}]}', "prefix match pattern must be a string@40"],
  // obs LS test_policy_complexity, without a place
  [JSON.stringify({ key: Array.from({ length: 151 }, (_, at) => `value${at}`) }), "Filter policy is too complex"],
  ['{"a":[1],"b":[1],"c":[1],"d":[1],"e":[1],"f":[1]}', "Filter policy can not have more than 5 keys"],
  // obs STACKD filters: refused, texts doc RULER
  ["[]", "Filter is not an object@2"],
  ['{"key":[]}', "Empty arrays are not allowed@10"],
  ['{"$or":[{"a":[1]}]}', "There must have at least 2 Objects in $or relationship.@19"],
  ['{"$or":["a","b"]}', "Only JSON object is allowed in array of $or relationship.@10"],
  // doc RULER
  [
    '{"a":[{"anything-but":[1,"x"]}]}',
    "Inside anything but list, either all values are number or string, mixed type is not supported@30",
  ],
  ['{"a":[{"anything-but":null}]}', "Value of anything-but must be an array or single string/number value.@27"],
  ['{"a":[{"numeric":["=",1e10]}]}', "Value must be between -1.0E9 and 1.0E9, inclusive@27"],
  ['{"a":[{"wildcard":"a**"}]}', "Consecutive wildcard characters at pos 2@24"],
];

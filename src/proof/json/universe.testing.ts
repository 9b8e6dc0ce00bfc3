/** Every small event of two keys: values to depth 2, arrays of up to two elements. */
export function smallUniverse(): readonly string[] {
  const scalars = ["null", "true", "false", "0", "1", "1.0", '""', '"x"', '"y"'];
  const flat = [...scalars, "{}", "[]"];
  const singles = ["null", "0", '"x"', "{}", '{"a":0}', '{"b":"x"}'].map((element) => `[${element}]`);
  const arrays = ["[0,null]", "[null,0]", '[0,"x"]', '["x",0]', '["x","y"]', "[null,null]", '[0,{"a":null}]'];
  const objects = flat.flatMap((value) => [`{"a":${value}}`, `{"b":${value}}`, `{"x":${value}}`]);
  const pairs = ["0", '"x"', "null"].flatMap((left) =>
    ["0", '"x"', '"y"', "null"].map((right) => `{"a":${left},"b":${right}}`),
  );
  const values = [...flat, ...singles, ...arrays, ...objects, ...pairs];
  const fields = values.map((value) => `"a":${value}`);
  const others = [...flat, "[null]", '["x"]', '{"a":0}', '{"b":"x"}', '{"x":null}'].map((value) => `"b":${value}`);
  return [
    "{}",
    ...fields.map((field) => `{${field}}`),
    ...others.map((field) => `{${field}}`),
    ...fields.flatMap((field) => others.map((other) => `{${field},${other}}`)),
    ...fields.map((field) => `{${field},"x":0}`),
  ];
}

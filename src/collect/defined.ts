/** The members of a value that are there: AWS's clients write `undefined` where nothing was said. */
export type Defined<Value> = {
  readonly [Key in keyof Value as undefined extends Value[Key] ? never : Key]: Value[Key];
} & {
  readonly [Key in keyof Value as undefined extends Value[Key] ? Key : never]?: Exclude<Value[Key], undefined>;
};

/**
 * The same object without the members that are undefined.
 *
 * @example
 * defined({ Name: "trail", KmsKeyId: undefined }); // { Name: "trail" }
 */
export function defined<Value extends object>(value: Value): Defined<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<Value>;
}

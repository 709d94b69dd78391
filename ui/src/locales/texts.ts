/**
 * The shape of a language file: the same keys as the Chinese one, each with a text. A language that
 * tells one from many has another text for one, under the key with `_one` behind it.
 */
export type Texts<T> = {
  [K in keyof T]: T[K] extends string ? string : Texts<T[K]>;
} & { [K in keyof T & string as `${K}_one`]?: T[K] extends string ? string : never };

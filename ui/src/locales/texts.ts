/** The shape of a language file: the same keys as the Chinese one, each with a text. */
export type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

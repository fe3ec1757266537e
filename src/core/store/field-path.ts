import type { Row } from './row.ts'

/** A field of a row, or a name within an object that a field holds (`extra`, `label_ids`). */
export type FieldPath<R extends Row = Row> = (keyof R & string) | readonly [keyof R & string, string]

/** The same as one word. */
export const nameOf = (path: string | readonly [string, string]): string =>
  typeof path === 'string' ? path : `${path[0]}.${path[1]}`

/** Makes what reads a field; what is not there is undefined. */
export function reading(path: string | readonly [string, string]): (row: Row) => unknown {
  if (typeof path === 'string') return (row) => (row as unknown as Record<string, unknown>)[path]
  const [outer, inner] = path
  return (row) => {
    const object = (row as unknown as Record<string, Record<string, unknown> | null | undefined>)[outer]
    return object && Object.hasOwn(object, inner) ? object[inner] : undefined
  }
}

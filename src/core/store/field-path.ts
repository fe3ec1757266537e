import type { Row } from './row.ts'

/** A field of a row, or a name within an object that a field holds (`extra`, `label_ids`). */
export type FieldPath<R extends Row = Row> = (keyof R & string) | readonly [keyof R & string, string]

/** The same as one word. */
export const nameOf = (path: string | readonly [string, string]): string =>
  typeof path === 'string' ? path : `${path[0]}.${path[1]}`

/** What a row has in a field of that name; what is not there is undefined. */
export const valueOf = (row: Row, field: string): unknown => (row as unknown as Record<string, unknown>)[field]

/** Makes what reads a field, or a name within one. */
export function reading(path: string | readonly [string, string]): (row: Row) => unknown {
  if (typeof path === 'string') return (row) => valueOf(row, path)
  const [outer, inner] = path
  return (row) => {
    const object = valueOf(row, outer) as Readonly<Record<string, unknown>> | null | undefined
    return object && Object.hasOwn(object, inner) ? object[inner] : undefined
  }
}

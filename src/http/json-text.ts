/** JSON text that is there already; what it says is only known to the type system. */
export class JsonText<T = unknown> {
  declare readonly says: T

  constructor(readonly text: string) {}
}

/** A value as JSON text. */
export const jsonOf = <T>(value: T): JsonText<T> => new JsonText<T>(JSON.stringify(value))

/** A list of what is JSON text already. Put together as parts, it is copied once, when it is sent; joined, it would be twice. */
export function jsonList<T>(items: readonly JsonText<T>[]): JsonText<T[]> {
  let inside = ''
  for (const { text } of items) inside += inside === '' ? text : `,${text}`
  return new JsonText(`[${inside}]`)
}

type Part = Readonly<Record<string, unknown>> | JsonText
type Said<T> = T extends JsonText<infer U> ? U : T
type Members<P> = P extends JsonText<infer U> ? U : { [K in keyof P]: Said<P[K]> }
type AllMembers<P extends readonly unknown[]> = P extends readonly [infer First, ...infer Rest]
  ? Members<First> & AllMembers<Rest>
  : unknown

/** One object of all the members of several, in their order; a member may be JSON text already. No two may share a name. */
export function jsonObject<P extends readonly Part[]>(...parts: P): JsonText<AllMembers<P>> {
  let inside = ''
  for (const part of parts) {
    const members = part instanceof JsonText ? part.text.slice(1, -1) : membersOf(part)
    if (members !== '') inside += inside === '' ? members : `,${members}`
  }
  return new JsonText(`{${inside}}`)
}

function membersOf(object: Readonly<Record<string, unknown>>): string {
  if (!Object.values(object).some((value) => value instanceof JsonText)) return JSON.stringify(object).slice(1, -1)
  let members = ''
  for (const name in object) {
    const value = object[name]
    const text = value instanceof JsonText ? value.text : JSON.stringify(value)
    if (text !== undefined) members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${text}`
  }
  return members
}

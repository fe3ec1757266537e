import * as fc from 'fast-check'

// Random edits of anything that JSON can say.

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
type Container = Json[] | { [name: string]: Json }

const KINDS = [
  'delete',
  'duplicate',
  'retype',
  'rename',
  'replace',
  'extreme',
  'nudge',
  'sibling',
  'elsewhere',
] as const

export interface Edit {
  kind: (typeof KINDS)[number]
  /** The way from the root: at each step one of the children, by its place among them. */
  way: readonly number[]
  value: Json
  other: readonly number[]
}

const EXTREMES: Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  42,
  1e15,
  253402300799999,
  -62167219200000,
  9007199254740994,
  1e300,
  -1e300,
  '',
  'nonsense',
  '__proto__',
  'constructor',
  'a\r\nset-cookie: b',
  '\u0000',
  '\ud800',
  '9'.repeat(30),
  'x'.repeat(5000),
  '+250788123123',
  'http://[',
  'tel:#',
  'D1',
  [],
  {},
  [null],
  { a: 1 },
]

/** Names that a way begins with. */
const [CLOCK, JOBS, ROWS] = [-3, -2, -1]
const step = fc.nat({ max: 10_000 })
/** Most of what can go wrong stands in rows and jobs. */
const someWay = fc.oneof(
  { weight: 2, arbitrary: fc.array(step, { minLength: 1, maxLength: 8 }) },
  { weight: 2, arbitrary: fc.array(step, { minLength: 2, maxLength: 4 }).map((rest) => [CLOCK, JOBS, ...rest]) },
  { weight: 6, arbitrary: fc.array(step, { minLength: 4, maxLength: 8 }).map((rest) => [ROWS, ...rest]) },
)
const NAMES: Record<number, string> = { [-3]: 'clock', [-2]: 'jobs', [-1]: 'rows' }

/** What is of the right type gets further, so that it is tried more often. */
const someKind = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...KINDS) },
  { weight: 3, arbitrary: fc.constantFrom('extreme' as const, 'nudge' as const, 'sibling' as const) },
)

export const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({ kind: someKind, way: someWay, value: fc.constantFrom(...EXTREMES), other: someWay }),
  { minLength: 1, maxLength: 2 },
)

const isContainer = (value: Json | undefined): value is Container => typeof value === 'object' && value !== null
const namesOf = (container: Container): string[] => Object.keys(container)
const at = (container: Container, name: string): Json => (container as Record<string, Json>)[name]!
const put = (container: Container, name: string, value: Json): void => {
  Object.defineProperty(container, name, { value, enumerable: true, configurable: true, writable: true })
}
const copyOf = (value: Json): Json => JSON.parse(JSON.stringify(value)) as Json

interface Spot {
  container: Container
  name: string
  path: string
  /** What holds the container. */
  above: Container | undefined
}

function find(root: Container, way: readonly number[]): Spot {
  let spot: Spot | undefined
  let container: Container = root
  let path = ''
  for (const place of way) {
    const names = namesOf(container)
    if (names.length === 0) break
    const name = NAMES[place] ?? names[place % names.length]!
    const above: Container | undefined = spot?.container
    path += `/${name}`
    spot = { container, name, path, above }
    const value = at(container, name)
    if (!isContainer(value)) break
    container = value
  }
  return spot!
}

/** Makes one edit, in place; answers what it was. */
export function apply(root: unknown, { kind, way: to, value, other }: Edit): string {
  const spot = find(root as Container, to)
  const { container, name, path, above } = spot
  const before = at(container, name)
  const make: Record<Edit['kind'], () => Json | undefined> = {
    delete: () => {
      if (Array.isArray(container)) container.splice(Number(name), 1)
      else delete container[name]
      return undefined
    },
    duplicate: () => {
      if (Array.isArray(container)) container.splice(Number(name), 0, copyOf(before))
      else put(container, `${name}x`, copyOf(before))
      return undefined
    },
    replace: () => value,
    extreme: () => {
      const like = EXTREMES.filter(
        (one) => typeof one === typeof before && Array.isArray(one) === Array.isArray(before),
      )
      return like.length === 0 ? value : like[Math.abs(other[0]!) % like.length]!
    },
    retype: () =>
      typeof before === 'number' ? String(before) : typeof before === 'string' ? [before] : JSON.stringify(before),
    rename: () => {
      if (Array.isArray(container)) return [before]
      delete container[name]
      put(container, typeof value === 'string' ? value : `${name}x`, before)
      return undefined
    },
    nudge: () =>
      typeof before === 'number'
        ? before + (Math.abs(other[0]!) % 2 === 0 ? 1 : -1)
        : typeof before === 'string'
          ? Math.abs(other[0]!) % 2 === 0
            ? before.slice(0, -1)
            : `${before}0`
          : !before,
    // The same field of another row: of the right type, and wrong where it stands.
    sibling: () => {
      const siblings = above ? namesOf(above).map((one) => at(above, one)) : []
      const one = siblings[Math.abs(other[0]!) % Math.max(1, siblings.length)]
      return isContainer(one) && Object.hasOwn(one, name) ? copyOf(at(one, name)) : value
    },
    elsewhere: () => {
      const from = find(root as Container, other)
      return copyOf(at(from.container, from.name))
    },
  }
  const after = make[kind]()
  if (after !== undefined) put(container, name, after)
  return `${kind} ${path}${after === undefined ? '' : `: ${JSON.stringify(after).slice(0, 80)}`}`
}

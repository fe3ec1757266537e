/** What stands at a path, and what its placeholders stand for there. */
export interface Place<T> {
  what: T
  params: Record<string, string>
}

/**
 * Things by paths such as `/projects/{project_id}/phones`. A segment that is written out counts before a placeholder;
 * slashes that are doubled or come last do not count.
 */
export class PathTree<T> {
  readonly #root = new Branch<T>()

  /** @throws Error where something stands there already, whatever its placeholders are called */
  set(path: string, what: T): void {
    const names: string[] = []
    let branch = this.#root
    for (const segment of segmentsOf(path)) {
      const name = /^\{(\w+)\}$/.exec(segment)?.[1]
      if (name !== undefined) names.push(name)
      branch = name === undefined ? branch.grow(segment) : (branch.any ??= new Branch())
    }
    if (branch.leaf) throw new Error(`Nothing can tell ${path} from ${branch.leaf.path}.`)
    branch.leaf = { path, what, names }
  }

  /** What stands at a path as somebody asks for it; undefined where nothing does, or where an escape in it is broken. */
  find(path: string): Place<T> | undefined {
    const segments = readSegments(path)
    if (!segments) return undefined
    const values: string[] = []
    const leaf = this.#root.find(segments, 0, values, 0)
    if (!leaf) return undefined
    const params: Record<string, string> = {}
    for (let index = 0; index < leaf.names.length; index++) params[leaf.names[index]!] = values[index]!
    return { what: leaf.what, params }
  }
}

/** Nothing that has a place has a longer name. */
const LONGEST_VALUE = 1000

interface Leaf<T> {
  path: string
  what: T
  /** Of the placeholders, in order. */
  names: string[]
}

class Branch<T> {
  readonly written = new Map<string, Branch<T>>()
  any: Branch<T> | undefined
  leaf: Leaf<T> | undefined

  grow(segment: string): Branch<T> {
    const branch = this.written.get(segment) ?? new Branch<T>()
    this.written.set(segment, branch)
    return branch
  }

  /** @param values of placeholders; those from `count` on are filled in on the way */
  find(segments: readonly string[], at: number, values: string[], count: number): Leaf<T> | undefined {
    if (at === segments.length) return this.leaf
    const segment = segments[at]!
    const found = this.written.get(segment)?.find(segments, at + 1, values, count)
    if (found || !this.any || segment.length > LONGEST_VALUE) return found
    values[count] = segment
    return this.any.find(segments, at + 1, values, count + 1)
  }
}

/** What stands between the slashes. */
function segmentsOf(path: string): string[] {
  const segments: string[] = []
  let start = 0
  while (start < path.length) {
    const slash = path.indexOf('/', start)
    const end = slash === -1 ? path.length : slash
    if (end > start) segments.push(path.slice(start, end))
    start = end + 1
  }
  return segments
}

function readSegments(path: string): string[] | undefined {
  const segments = segmentsOf(path)
  if (!path.includes('%')) return segments
  try {
    return segments.map(decodeURIComponent)
  } catch {
    return undefined
  }
}

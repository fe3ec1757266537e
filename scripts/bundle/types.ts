import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Declaration, type Declarations, type Elsewhere, type Mention, readDeclarations } from './declarations.ts'

const TSC = 'node_modules/typescript/bin/tsc'

/**
 * Writes what is to be known of each entry into one file of declarations: what it exports, what that stands on, and
 * nothing else. What an entry before it exports is imported from there, so that it is the same thing.
 * @param entries source files by the names that their declarations are to have
 */
export function bundleTypes(entries: Readonly<Record<string, string>>, outdir: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'textbed-types-'))
  try {
    const { status, stdout } = spawnSync(process.execPath, [TSC, '-p', 'tsconfig.types.json', '--outDir', folder])
    if (status !== 0) throw new Error(`tsc wrote no declarations:\n${stdout.toString()}`)
    const before = new Map<string, Found>()
    for (const [name, source] of Object.entries(entries)) {
      const bundle = new TypesBundle(written(join(folder, source)), before)
      writeFileSync(join(outdir, `${name}.d.ts`), bundle.text())
      for (const [key, exported] of bundle.exported()) before.set(key, { module: `./${name}.js`, name: exported })
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The declarations of a source file, as tsc has written them. */
const written = (source: string): string => source.replace(/\.ts$/, '.d.ts')

/** A declaration of some file; or of a package, from which it is imported. */
type Found = { file: string; name: string } | { module: string; name: string }

/** One file of declarations for all that a file exports. */
export class TypesBundle {
  readonly #files = new Map<string, Declarations>()
  /** What is called what in the bundle. */
  readonly #names = new Map<string, Found>()
  readonly #imports = new Map<string, string[]>()
  readonly #texts: string[] = []

  constructor(
    readonly entry: string,
    /** What is imported, though it is declared in a file. */
    readonly before: ReadonlyMap<string, Found> = new Map(),
  ) {}

  text(): string {
    const exported = this.#exportsOf(this.entry).map((name) => {
      const own = this.#take(this.#exportOf(this.entry, name)!)
      return own === name ? name : `${own} as ${name}`
    })
    // Whoever imports the entry adds what its files add.
    for (const file of this.#files.keys())
      for (const one of this.#read(file).added) this.#texts.push(this.#textOf(file, one))
    const imports = [...this.#imports].map(([module, names]) => `import { ${names.join(', ')} } from '${module}';`)
    return `${[...imports, ...this.#texts, `export { ${exported.join(', ')} };`].join('\n')}\n`
  }

  /** What others see of it: which declaration by which name. */
  exported(): [key: string, name: string][] {
    return this.#exportsOf(this.entry).map((name) => [keyOf(this.#exportOf(this.entry, name)!), name])
  }

  /** Takes something into the bundle, with all that it stands on; answers what it is called there. */
  #take(wanted: Found): string {
    const found = this.before.get(keyOf(wanted)) ?? wanted
    const name = found.name === 'default' ? nameless(found) : found.name
    const there = this.#names.get(name)
    if (there && keyOf(there) !== keyOf(found))
      throw new Error(`${keyOf(there)} and ${keyOf(found)} are to be in one file: call one of them something else.`)
    if (there) return name
    this.#names.set(name, found)
    if ('file' in found) {
      const declared = this.#read(found.file).declared.get(found.name)!
      this.#texts.push(...declared.map((one) => this.#textOf(found.file, one)))
    } else {
      const names = this.#imports.get(found.module) ?? []
      this.#imports.set(found.module, [...names, found.name === name ? name : `${found.name} as ${name}`])
    }
    return name
  }

  #textOf(file: string, { text, mentions }: Declaration): string {
    let result = ''
    let at = 0
    for (const mention of mentions) {
      const { found, end } = this.#meaningOf(file, mention)
      if (!found) continue
      result += text.slice(at, mention.start) + this.#take(found)
      at = end
    }
    return result + text.slice(at)
  }

  #meaningOf(file: string, { end, means, member }: Mention): { found: Found | undefined; end: number } {
    if (typeof means !== 'string') return { found: this.#elsewhere(file, means), end }
    const imported = this.#read(file).imported.get(means)
    if (imported?.name !== '*') return { found: this.#nameIn(file, means), end }
    if (!member) throw new Error(`${file} mentions all of ${imported.from}: name what it needs of it.`)
    return { found: this.#elsewhere(file, { from: imported.from, name: member.name }), end: member.end }
  }

  /** What a name means in a file; undefined where it is none of the file's own, such as `Promise`. */
  #nameIn(file: string, name: string): Found | undefined {
    const { declared, imported } = this.#read(file)
    if (declared.has(name)) return { file, name }
    const elsewhere = imported.get(name)
    return elsewhere && this.#elsewhere(file, elsewhere)
  }

  #elsewhere(file: string, { from, name }: Elsewhere): Found {
    if (!from.startsWith('.')) return { module: isBuiltin(from) ? `node:${from.replace('node:', '')}` : from, name }
    const found = this.#exportOf(written(join(dirname(file), from)), name)
    if (!found) throw new Error(`${from} exports no ${name}, which ${file} imports.`)
    return found
  }

  #exportOf(file: string, name: string): Found | undefined {
    const { exported, passedOn } = this.#read(file)
    const own = exported.get(name)
    if (own !== undefined) return typeof own === 'string' ? this.#nameIn(file, own) : this.#elsewhere(file, own)
    for (const from of passedOn) {
      const found = this.#exportOf(written(join(dirname(file), from)), name)
      if (found) return found
    }
    return undefined
  }

  #exportsOf(file: string): string[] {
    const { exported, passedOn } = this.#read(file)
    const others = passedOn.flatMap((from) => this.#exportsOf(written(join(dirname(file), from))))
    return [...new Set([...exported.keys(), ...others.filter((name) => name !== 'default')])]
  }

  #read(file: string): Declarations {
    const known = this.#files.get(file)
    if (known) return known
    const read = readDeclarations(file)
    this.#files.set(file, read)
    return read
  }
}

const keyOf = (found: Found): string => `${found.name} of ${'module' in found ? found.module : found.file}`

/** What has no name of its own is called after where it comes from. */
const nameless = (found: Found): string =>
  ('module' in found ? found.module : found.file).replace(/^.*\//, '').replace(/\W/g, '_')

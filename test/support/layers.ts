import { dirname } from 'node:path/posix'
import { whyNotChange, whyNotInside } from './nouns-and-verbs.ts'
import { readSource } from './read-source.ts'
import { placeIn } from './source-files.ts'

/** Which files may import what. The first row whose `files` match is the file's layer; its own folder is always open to it. */
interface Layer {
  files: RegExp
  mayImport: string[]
  mayImportTypes?: string[]
  why: string
}

const PROVIDER_LIBRARIES = ['typebox', '@faker-js/faker', '@fastify/busboy', 'node:crypto', 'node:zlib', 'saxes']

const LAYERS: Layer[] = [
  {
    files: /^src\/standards\//,
    mayImport: ['libphonenumber-js', 're2js'],
    why: 'standards is what the world outside has agreed on (numbering plans, codes of countries and languages, time zones, patterns), read from libraries; it knows nothing of textbed',
  },
  {
    files: /^src\/core\//,
    mayImport: ['src/standards/', 'typebox'],
    why: 'core is the simulated world alone, so that it runs and is tested without anything around it; let the caller pass in what is missing. TypeBox says what rows are, and reads those that come from outside',
  },
  {
    files: /^src\/http\//,
    mayImport: ['src/core/', 'typebox', 'node:zlib', 'openapi3-ts'],
    why: 'http describes calls as data, for any provider and any web framework; what is one provider’s belongs in its dialect, what is Express’s in server',
  },
  {
    files: /^src\/providers\/index\.ts$/,
    mayImport: ['src/http/', 'src/providers/'],
    why: 'this file only lists the providers',
  },
  {
    files: /^src\/providers\/rapidpro\/queries\//,
    mayImport: ['src/standards/'],
    mayImportTypes: ['src/providers/rapidpro/expressions/'],
    why: 'the query language knows no world: what its words mean there it is handed as a setting, and contacts as it sees them; numbers are what they are to expressions',
  },
  {
    files: /^src\/providers\/rapidpro\/expressions\//,
    mayImport: ['src/standards/'],
    why: 'expressions know no world: whoever has one evaluated hands over what it may ask about, the zone, the time and the chance',
  },
  {
    files: /^src\/providers\/[^/]+\//,
    mayImport: ['src/core/', 'src/http/', 'src/standards/', ...PROVIDER_LIBRARIES],
    why: 'a provider can be added or deleted as one folder; what two providers share belongs in core or http',
  },
  {
    files: /^src\/admin\//,
    mayImport: ['src/core/', 'src/http/', 'src/standards/', 'typebox'],
    mayImportTypes: ['src/simulator/'],
    why: 'admin is one more face of the world and obeys the provider rule; of the simulator it knows the types and is handed the value',
  },
  {
    files: /^src\/simulator\//,
    mayImport: ['src/core/', 'src/http/', 'lowdb', 'node:fs/promises', 'node:path'],
    why: 'the simulator is what an embedding test imports, so it opens no port; providers reach it as an argument',
  },
  {
    files: /^src\/server\//,
    mayImport: ['src/config.ts', 'src/core/', 'src/http/', 'src/simulator/', 'express', 'node:', 'swagger-ui-express'],
    why: 'the server serves whatever it is handed; only src/command/ and src/index.ts put it together with the providers',
  },
  {
    files: /^src\/client\//,
    mayImport: [],
    why: 'the client is what kits and verbs of the command stand on, wherever they run: it needs the standards of the language alone',
  },
  {
    files: /^kits\/vitest\//,
    mayImport: ['kits/testing/', 'src/client/', 'vitest'],
    why: 'the kit for Vitest says in its words what kits/testing can do; it speaks to a server that may run anywhere',
  },
  {
    files: /^kits\/testing\/use-textbed\.ts$/,
    mayImport: ['kits/testing/', 'src/client/', 'src/index.ts'],
    why: 'the start of a server is the only thing for which a kit knows how textbed is made',
  },
  {
    files: /^kits\/testing\//,
    mayImport: ['src/client/', 'openapi/operations.ts', 'node:'],
    why: 'kits speak to a server that may run anywhere, by src/client; they need no package',
  },
  {
    files: /^src\/command\/(open\.ts$|log\/)/,
    mayImport: ['src/', 'node:'],
    why: 'these files start a server and listen to it; the verbs that need one import them when they do',
  },
  {
    files: /^src\/command\//,
    mayImport: [
      'src/config.ts',
      'src/client/',
      'src/core/clock/modes.ts',
      'src/core/nearest.ts',
      'src/server/near-addresses.ts',
      'src/server/real-time.ts',
      'src/simulator/unreadable-file.ts',
      'node:',
    ],
    mayImportTypes: ['src/'],
    why: 'a verb begins at once, and so loads neither server nor providers: it asks a server by the client, or imports open.ts when it has to be one',
  },
  {
    files: /^src\/config\.ts$/,
    mayImport: ['package.json'],
    mayImportTypes: ['src/core/'],
    why: 'the configuration is there before anything else; of the world it knows the words',
  },
  {
    files: /^src\/(cli|index)\.ts$/,
    mayImport: ['package.json', 'src/', 'node:'],
    why: 'the doors put the parts together; they need no package of their own',
  },
]

/** Modules that even an open layer may use in one place only. */
const ONE_PLACE: { modules: string[]; onlyIn: RegExp; why: string }[] = [
  {
    modules: ['@faker-js/faker'],
    onlyIn: /\/seed\.ts$/,
    why: 'faker is slow to load and draws its own chance; make invented data in seed.ts, everything else from the world’s random',
  },
  {
    modules: ['libphonenumber-js'],
    onlyIn: /^src\/standards\//,
    why: 'there is one truth about phone numbers; ask src/standards/phone-numbers.ts or calling-codes.ts',
  },
  {
    modules: ['re2js'],
    onlyIn: /^src\/standards\/patterns\.ts$/,
    why: 'patterns that somebody gives are read in one way, which takes no longer than the text is long; ask src/standards/patterns.ts',
  },
  {
    modules: ['lowdb'],
    onlyIn: /^src\/simulator\/(snapshots|kept-file)\.ts$/,
    why: 'no call ever waits for a disk; what must outlive the process goes into a snapshot',
  },
  {
    modules: ['node:fs/promises'],
    onlyIn: /^src\/(simulator\/kept-file|server\/shipped)\.ts$/,
    why: 'no call ever waits for a disk; what must outlive the process goes into a snapshot',
  },
  {
    modules: ['node:perf_hooks', 'node:timers', 'node:timers/promises'],
    onlyIn: /^src\/server\/real-time\.ts$/,
    why: 'time is the world’s; ask world.clock',
  },
]

/** Names that reach outside the simulated world, and the files that may use them. */
const OUTSIDE: { names: string[]; onlyIn: RegExp; why: string }[] = [
  {
    names: ['fetch'],
    onlyIn: /^src\/(server\/call-out|client\/ask)\.ts$/,
    why: 'there is one way out, and one to textbed; owe a call instead, and it will be sent, recorded and retried',
  },
  {
    names: ['process.env'],
    onlyIn: /^(src\/cli|kits\/testing\/use-textbed|kits\/vitest\/test)\.ts$/,
    why: 'settings are read and checked once, by the options of a verb; take them from there',
  },
  {
    names: ['AbortSignal.timeout'],
    onlyIn: /^src\/server\/(real-time|call-out)\.ts$/,
    why: 'only the guard on a real socket is real time; ask world.clock for any other wait',
  },
  {
    names: [
      'Date.now',
      'Date()',
      'performance',
      'setImmediate',
      'setInterval',
      'setTimeout',
      'crypto.getRandomValues',
      'crypto.randomBytes',
      'crypto.randomInt',
      'crypto.randomUUID',
      'Math.random',
    ],
    onlyIn: /^src\/server\/real-time\.ts$/,
    why: 'the same seed and calls must give the same bytes; take time from world.clock and chance from world.random',
  },
]

/** Every breach of the rules above in one source file, as a sentence. */
export function breachesIn(file: string, source: string): string[] {
  const layer = LAYERS.find(({ files }) => files.test(file))
  if (!layer) return [`${file} belongs to no layer: put it in one of the folders of src, or of kits`]

  const { imports, names } = readSource(file, source)
  const found = breachesInside(file, source)
  const report = reporterOf(file, source, found)

  for (const { target, typeOnly, offset } of imports) {
    const why = whyNotImport(layer, file, target, typeOnly)
    if (why) report(offset, `imports ${target}`, why)
  }
  for (const { name, offset } of names) {
    const rule = OUTSIDE.find((one) => one.names.includes(name))
    if (rule && !rule.onlyIn.test(file)) report(offset, `uses ${name}`, rule.why)
  }
  return found
}

/** Every breach of what holds inside a provider in one of its files, as a sentence. */
export function breachesInside(file: string, source: string): string[] {
  const { imports, changes } = readSource(file, source)
  const found: string[] = []
  const report = reporterOf(file, source, found)
  for (const one of imports) {
    const why = whyNotInside(file, one)
    if (why) report(one.offset, `imports ${one.target}`, why)
  }
  for (const change of changes) {
    const why = whyNotChange(file, change)
    if (why) report(change.offset, `calls ${change.what}`, why)
  }
  return found
}

const reporterOf =
  (file: string, source: string, found: string[]) =>
  (offset: number, what: string, why: string): void =>
    void found.push(`${placeIn(file, source, offset)} ${what}: ${why}`)

function whyNotImport(layer: Layer, file: string, target: string, typeOnly: boolean): string | undefined {
  const open = [ownFolder(layer, file), ...layer.mayImport, ...(typeOnly ? (layer.mayImportTypes ?? []) : [])]
  if (!open.some((entry) => covers(entry, target))) return layer.why
  if (isForeignEndpoints(file, target))
    return 'folders share what things are, not what one can do with them; import the noun, or a verb file'
  const rule = ONE_PLACE.find(({ modules }) => modules.some((entry) => covers(entry, target)))
  return rule && !rule.onlyIn.test(file) ? rule.why : undefined
}

const ownFolder = (layer: Layer, file: string): string => layer.files.exec(file)?.[0] ?? file

/** `src/core/` covers what lies in it, `node:` every module of Node, `lowdb` also `lowdb/node`. */
const covers = (entry: string, target: string): boolean =>
  target === entry || target.startsWith(/[/:]$/.test(entry) ? entry : `${entry}/`)

/** One resource's endpoints.ts is for the index of its provider alone; the constructors in dialect/ are for all. */
function isForeignEndpoints(file: string, target: string): boolean {
  const [, root, folder] = /^(src\/(?:admin|providers\/[^/]+))\/(.+\/)?endpoints\.ts$/.exec(target) ?? []
  return (
    root !== undefined &&
    folder !== 'dialect/' &&
    ![root, dirname(target)].includes(dirname(file)) &&
    file.startsWith(`${root}/`)
  )
}

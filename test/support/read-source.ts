import { builtinModules } from 'node:module'
import { dirname, join } from 'node:path/posix'
import { parseSync } from 'oxc-parser'

export interface Import {
  target: string
  typeOnly: boolean
  offset: number
}
/** A call that changes something: rows, or what happens in the world. */
export interface Change {
  what: string
  /** The file that the rows' collection comes from. */
  of: string | undefined
  offset: number
}
interface Name {
  name: string
  offset: number
}
type Node = Record<string, unknown> & { type: string; start: number }

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

/** What a file imports, and the dotted names it uses as values (`fetch`, `Math.random`; `Date()` is a Date made from nothing). */
export function readSource(file: string, source: string): { imports: Import[]; names: Name[]; changes: Change[] } {
  const { program, errors } = parseSync(file, source)
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`)
  const imports: Import[] = []
  const names: Name[] = []
  const calls: Node[] = []
  const origins = new Map<string, string>()
  const values = new Map<string, unknown>()

  const addImport = (node: Node, from: unknown, typeOnly: boolean): void => {
    const specifier = isNode(from) ? from.value : undefined
    if (typeof specifier === 'string')
      imports.push({ target: resolveImport(file, specifier), typeOnly, offset: node.start })
  }

  const visit = (node: Node): void => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        addImport(node, node.source, node.importKind === 'type' || node.exportKind === 'type')
        break
      case 'ImportExpression':
        addImport(node, node.source, false)
        break
      case 'TSImportType':
        addImport(node, node.source, true)
        break
      case 'VariableDeclarator':
        if (isNode(node.id) && node.id.type === 'Identifier') values.set(String(node.id.name), node.init)
        break
      case 'ImportSpecifier': {
        // import { randomUUID } from 'node:crypto' counts as a use of crypto.randomUUID
        const imported = node.imported
        const from = imports.at(-1)?.target ?? ''
        if (isNode(node.local)) origins.set(String(node.local.name), from)
        if (isNode(imported) && from.startsWith('node:'))
          names.push({
            name: `${from.slice(5)}.${String(imported.name)}`,
            offset: node.start,
          })
        return
      }
      case 'NewExpression':
      case 'CallExpression':
        if (
          dottedName(node.callee) === 'Date' &&
          Array.isArray(node.arguments) &&
          (node.type === 'CallExpression' || node.arguments.length === 0)
        )
          names.push({ name: 'Date()', offset: node.start })
        if (node.type === 'CallExpression') calls.push(node)
        break
      case 'TSTypeQuery': // `typeof fetch` as a type calls nothing
        if (isNode(node.exprName) && node.exprName.type === 'Identifier') return
        break
      case 'MemberExpression':
      case 'Identifier': {
        const name = dottedName(node)
        if (name) names.push({ name, offset: node.start })
        if (!node.computed) return visitChildren(node, ['property'])
        break
      }
      case 'Property':
      case 'PropertyDefinition':
      case 'MethodDefinition':
      case 'TSPropertySignature':
      case 'TSMethodSignature':
        if (!node.computed) return visitChildren(node, ['key'])
        break
    }
    visitChildren(node)
  }
  const visitChildren = (node: Node, except: string[] = []): void => {
    for (const [key, value] of Object.entries(node))
      if (!except.includes(key))
        for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child)
  }
  visit(program as unknown as Node)
  return { imports, names, changes: calls.flatMap((call) => changeBy(call, file, origins, values) ?? []) }
}

const CHANGES_ROWS = ['insert', 'update', 'delete', 'deleteAll', 'replaceValue']
const CHANGES_WORLD = /^world\.(?:publish|receive|send|write|clock\.(?:schedule|cancel)|deliveries\.(?!get$)\w+)$/

/** What a call changes, if it does: rows of a collection, however that is at hand, or what happens in the world. */
function changeBy(
  { callee, start: offset }: Node,
  file: string,
  origins: ReadonlyMap<string, string>,
  values: ReadonlyMap<string, unknown>,
): Change | undefined {
  if (!isNode(callee) || callee.type !== 'MemberExpression' || !isNode(callee.property)) return undefined
  const what = String(callee.property.name)
  if (CHANGES_WORLD.test(dottedName(callee) ?? '')) return { what, of: undefined, offset }
  if (!CHANGES_ROWS.includes(what)) return undefined
  let rows: unknown = callee.object
  if (isNode(rows) && rows.type === 'Identifier') rows = values.get(String(rows.name))
  if (!isNode(rows) || rows.type !== 'CallExpression' || !Array.isArray(rows.arguments)) return undefined
  // `world.collection(contacts)` or `contactRows(world)`
  const isCollection = dottedName(rows.callee)?.endsWith('.collection')
  const collection = dottedName(isCollection ? rows.arguments[0] : rows.callee)
  const of = origins.get(collection ?? '') ?? file
  return collection === undefined || collection.includes('.') || of.startsWith('node:')
    ? undefined
    : { what, of, offset }
}

function dottedName(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'Identifier') return String(node.name)
  if (node.type !== 'MemberExpression' || !isNode(node.property)) return undefined
  const object = dottedName(node.object)
  const property = node.computed ? node.property.value : node.property.name
  if (object === undefined || typeof property !== 'string') return undefined
  return object === 'globalThis' ? property : `${object}.${property}`
}

function resolveImport(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return join(dirname(file), specifier)
  return builtinModules.includes(specifier) ? `node:${specifier}` : specifier
}

import { readFileSync } from 'node:fs'
import { parseSync } from 'oxc-parser'

/** A name of another file: `default`, `*` for all of it, or what it is called there. */
export interface Elsewhere {
  from: string
  name: string
}

/** A piece of text that means something of this file or another, and where it stands. */
export interface Mention {
  start: number
  end: number
  means: string | Elsewhere
  /** `b` of `a.b`, in case `a` is a whole file. */
  member?: { name: string; end: number }
}

/** A statement that declares something, as it is written, without `export`; what it mentions, from its own first letter on. */
export interface Declaration {
  text: string
  mentions: readonly Mention[]
}

/** A file of declarations, as tsc writes them. */
export interface Declarations {
  /** By name; a name may be declared several times, such as an overload. */
  declared: Map<string, Declaration[]>
  imported: Map<string, Elsewhere>
  /** By the name that others see. */
  exported: Map<string, string | Elsewhere>
  /** Files all of which is exported here. */
  passedOn: string[]
  /** What adds to another module, such as `declare module 'vitest'`. */
  added: Declaration[]
}

// oxlint-disable-next-line typescript/no-explicit-any -- nodes of a syntax tree
type Node = any

export function readDeclarations(file: string): Declarations {
  const source = readFileSync(file, 'utf8')
  const { program } = parseSync(file, source)
  const found: Declarations = {
    declared: new Map(),
    imported: new Map(),
    exported: new Map(),
    passedOn: [],
    added: [],
  }
  let end = 0
  for (const statement of program.body as Node[]) {
    const comment = /\/\*\*(?:(?!\*\/)[^])*\*\/\s*$/.exec(source.slice(end, statement.start))?.[0] ?? ''
    read(statement, source, comment, found)
    end = statement.end
  }
  return found
}

function read(statement: Node, source: string, comment: string, found: Declarations): void {
  const from: string | undefined = statement.source?.value
  const declare = (node: Node, exportedAs?: string) => {
    const name: string = (node.declarations?.[0].id ?? node.id).name
    found.declared.set(name, [...(found.declared.get(name) ?? []), declarationOf(node, source, comment)])
    if (exportedAs !== undefined) found.exported.set(exportedAs === '' ? name : exportedAs, name)
  }
  switch (statement.type) {
    case 'ImportDeclaration':
      for (const { type, imported, local } of statement.specifiers as Node[])
        found.imported.set(local.name, { from: from!, name: imported?.name ?? WHOLE[type] })
      return
    case 'ExportAllDeclaration':
      return void found.passedOn.push(from!)
    case 'ExportNamedDeclaration':
      if (statement.declaration) return declare(statement.declaration, '')
      for (const { local, exported } of statement.specifiers as Node[])
        found.exported.set(exported.name, from === undefined ? local.name : { from, name: local.name })
      return
    case 'ExportDefaultDeclaration':
      if (statement.declaration.type !== 'Identifier') return declare(statement.declaration, 'default')
      return void found.exported.set('default', statement.declaration.name)
    case 'TSModuleDeclaration':
      if (statement.id.type === 'Literal') return void found.added.push(declarationOf(statement, source, comment))
  }
  declare(statement)
}

const WHOLE: Record<string, string> = { ImportDefaultSpecifier: 'default', ImportNamespaceSpecifier: '*' }

function declarationOf(node: Node, source: string, comment: string): Declaration {
  const written = source.slice(node.start, node.end)
  const word = /^(?:declare|interface|type)\b/.test(written) ? '' : 'declare '
  const lead = comment + word
  return { text: lead + written, mentions: [...mentionsIn(node, lead.length - node.start)] }
}

/** Where a name is that of a member, a parameter or the like, and means nothing of the file. */
const OWN_NAMES: Record<string, readonly string[]> = {
  MemberExpression: ['property'],
  MethodDefinition: ['key'],
  PropertyDefinition: ['key'],
  TSEnumMember: ['id'],
  TSMappedType: ['key'],
  TSMethodSignature: ['key'],
  TSNamedTupleMember: ['label'],
  TSPropertySignature: ['key'],
  TSQualifiedName: ['right'],
  TSTypeParameter: ['name'],
  TSTypePredicate: ['parameterName'],
}

/** @param shift what is to be added to where a node stands */
function* mentionsIn(node: Node, shift: number, role = ''): Generator<Mention> {
  if (Array.isArray(node)) {
    for (const one of node) yield* mentionsIn(one, shift, role)
    return
  }
  if (typeof node?.type !== 'string') return
  const start = node.start + shift
  if (node.type === 'TSImportType') {
    const first = firstOf(node.qualifier)
    yield { start, end: first.end + shift, means: { from: node.source.value, name: first.name } }
    yield* mentionsIn(node.typeArguments, shift)
    return
  }
  if (node.type === 'TSQualifiedName' && node.left.type === 'Identifier') {
    const { left, right } = node
    const member = { name: right.name, end: right.end + shift }
    yield { start, end: left.end + shift, means: left.name, member }
    return
  }
  if (node.type === 'Identifier' && role !== 'params' && role !== 'parameters')
    yield { start, end: start + node.name.length, means: node.name }
  for (const key of Object.keys(node))
    if (node.computed === true || !OWN_NAMES[node.type]?.includes(key)) yield* mentionsIn(node[key], shift, key)
}

/** `a` of `a.b.c`. @throws where a whole file is meant, which has no name here */
function firstOf(qualifier: Node): { name: string; end: number } {
  if (!qualifier) throw new Error('A declaration mentions a whole file: give what it needs of it a name.')
  return qualifier.type === 'TSQualifiedName' ? firstOf(qualifier.left) : qualifier
}

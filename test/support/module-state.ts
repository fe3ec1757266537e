import { parseSync } from 'oxc-parser'
import { placeIn } from './source-files.ts'

const WHY =
  'nothing that changes is a module’s, caches included; hang it off a World, or an object that the server makes'

/** Methods that change what they are called on. */
const CHANGING = new Set(
  'set add delete clear push pop shift unshift splice fill sort reverse copyWithin assign'.split(' '),
)

/** Collections that can hold nothing yet when the module is read: they are there to be changed. */
const WEAK = new Set(['WeakMap', 'WeakSet'])

// oxlint-disable-next-line typescript/no-explicit-any -- nodes of a syntax tree
type Node = any

/** Everything at module level of a source file that changes while textbed runs, each as a sentence. */
export function moduleStateIn(file: string, source: string): string[] {
  const { program } = parseSync(file, source)
  const found: string[] = []
  const report = (node: Node, what: string): void =>
    void found.push(`${placeIn(file, source, node.start)} ${what}: ${WHY}`)
  const names = new Set<string>()
  for (const statement of program.body as Node[]) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declaration?.type !== 'VariableDeclaration') continue
    for (const { id, init } of declaration.declarations as Node[]) {
      const name = String(id.name)
      if (declaration.kind !== 'const') report(declaration, `declares ${name} with ${declaration.kind}`)
      else if (init?.type === 'NewExpression' && WEAK.has(init.callee.name))
        report(declaration, `makes ${name}, a ${init.callee.name}`)
      else if (isOpen(statement, id, init)) report(declaration, `exports ${name}, which anybody may change`)
      else if (id.type === 'Identifier') names.add(name)
    }
  }
  /** @param hidden names that mean something else here; undefined where the module is still being read, and tables may be filled */
  const visit = (node: Node, hidden: ReadonlySet<string> | undefined): void => {
    if (Array.isArray(node)) return node.forEach((one) => visit(one, hidden))
    if (typeof node !== 'object' || node === null) return
    const inner = isFunction(node)
      ? new Set([...(hidden ?? []), ...namesIn(node.params), ...localsOf(node.body)])
      : hidden
    const changed = changedBy(node)
    if (changed !== undefined && inner && names.has(changed) && !inner.has(changed)) report(node, `changes ${changed}`)
    if (node.type === 'PropertyDefinition' && node.static && !node.readonly)
      report(node, 'has a static field that may be set')
    for (const key of Object.keys(node)) visit(node[key], inner)
  }
  visit(program.body, undefined)
  return found
}

/** Whether others could change a collection that they import. */
const isOpen = (statement: Node, id: Node, init: Node): boolean =>
  statement.type === 'ExportNamedDeclaration' &&
  init?.type === 'NewExpression' &&
  ['Map', 'Set'].includes(init.callee.name) &&
  !String(id.typeAnnotation?.typeAnnotation?.typeName?.name ?? '').startsWith('Readonly')

/** The name whose value a node changes, if it does. */
function changedBy(node: Node): string | undefined {
  if (node.type === 'AssignmentExpression') return ownerOf(node.left)
  if (node.type === 'UpdateExpression') return ownerOf(node.argument)
  if (node.type === 'UnaryExpression' && node.operator === 'delete') return ownerOf(node.argument)
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined
  const { object, property } = node.callee
  if (!CHANGING.has(property.name)) return undefined
  return object.name === 'Object' ? node.arguments[0]?.name : (object.name ?? ownerOf(object))
}

/** `a` of `a.b.c = 1`. */
function ownerOf(node: Node): string | undefined {
  let at = node
  while (at?.type === 'MemberExpression' || at?.type === 'TSNonNullExpression') at = at.object ?? at.expression
  return at === node ? undefined : at?.name
}

const isFunction = (node: Node): boolean => /Function/.test(node.type ?? '') && node.params !== undefined

function namesIn(node: Node): string[] {
  if (Array.isArray(node)) return node.flatMap(namesIn)
  if (typeof node !== 'object' || node === null) return []
  if (node.type === 'Identifier') return [node.name]
  return Object.keys(node).flatMap((key) => (key === 'typeAnnotation' ? [] : namesIn(node[key])))
}

/** Names that a function declares for itself. */
function localsOf(node: Node): string[] {
  if (Array.isArray(node)) return node.flatMap(localsOf)
  if (typeof node !== 'object' || node === null) return []
  const own = node.type === 'VariableDeclarator' ? namesIn(node.id) : []
  return [...own, ...Object.keys(node).flatMap((key) => localsOf(node[key]))]
}

import { dirname, join } from 'node:path/posix'
import { parseSync } from 'oxc-parser'
import { placeIn } from './source-files.ts'

const WHY =
  'a generator does nothing until somebody runs it; go on with it by yield*, do it atOnce, or hand it to inSlicesOf'

/** What functions are said to answer that begin such work, though another does it. */
const ANSWERS = new Set(['Slices', 'Generator', 'AsyncGenerator'])

/** What does something with each of many, and drops what that answers. */
const DROPS = new Set(['forEach', 'each', 'together', 'emptied'])

// oxlint-disable-next-line typescript/no-explicit-any -- nodes of a syntax tree
type Node = any

interface Module {
  readonly file: string
  readonly source: string
  readonly nodes: readonly { node: Node; parents: readonly Node[] }[]
  /** Where its names come from: the file and what it is called there. */
  readonly origins: ReadonlyMap<string, string>
}

/** Every call of a generator whose answer nobody takes, as a sentence: it looks like work, and does nothing. */
export function droppedWorkIn(files: Iterable<readonly [file: string, source: string]>): string[] {
  const modules = Array.from(files, ([file, source]) => read(file, source))
  const isWork = workIn(modules)
  const found: string[] = []
  for (const module of modules)
    for (const { node, parents } of module.nodes) {
      if (node.type !== 'CallExpression') continue
      const report = (name: string): void =>
        void found.push(`${placeIn(module.file, module.source, node.start)} drops ${name}: ${WHY}`)
      if (isWork(module, node.callee) && isDropped(node, parents)) report(nameOf(node.callee)!)
      const [act] = DROPS.has(nameOf(node.callee) ?? '') ? node.arguments.slice(-1) : []
      if (act?.type === 'Identifier' && isWork(module, act)) report(act.name)
    }
  return found
}

type IsWork = (module: Module, callee: Node) => boolean

/** Says whether what is called begins such work: generators, what is said to answer some, and what answers what they do. */
function workIn(modules: readonly Module[]): IsWork {
  const functions = new Set<string>()
  const methods = new Map<string, boolean>()
  const isWork: IsWork = ({ origins }, callee) =>
    callee.type === 'Identifier' ? functions.has(origins.get(callee.name)!) : methods.get(nameOf(callee) ?? '') === true
  for (const { nodes } of modules)
    for (const { node } of nodes)
      if (node.type === 'MethodDefinition') {
        const name = nameOf(node)!
        // Of two methods with one name, it is not known which is called.
        methods.set(name, isGenerator(node.value) && methods.get(name) !== false)
      }
  for (let before = -1; before < functions.size;) {
    before = functions.size
    for (const module of modules)
      for (const { node, parents } of module.nodes) {
        const made = parents.at(-1)?.type === 'VariableDeclarator' ? parents.at(-1) : node
        if (!/^(?:Function|ArrowFunction)/.test(node.type) || made.id?.type !== 'Identifier') continue
        const answers = node.body?.type === 'CallExpression' && isWork(module, node.body.callee)
        if (isGenerator(node) || answers) functions.add(`${module.file} ${made.id.name}`)
      }
  }
  return isWork
}

const isGenerator = ({ generator, returnType }: Node): boolean =>
  generator === true || ANSWERS.has(returnType?.typeAnnotation?.typeName?.name)

/** Whether nobody takes what a call answers. */
function isDropped(call: Node, parents: readonly Node[]): boolean {
  let inner = call
  for (let at = parents.length - 1; at >= 0; at--) {
    const outer = parents[at]
    if (['ExpressionStatement', 'AwaitExpression'].includes(outer.type)) return true
    if (outer.type === 'UnaryExpression') return outer.operator === 'void'
    if (outer.type === 'ArrowFunctionExpression')
      return outer.body === inner && DROPS.has(nameOf(parents[at - 1]?.callee) ?? '')
    const isHandedOn =
      ['ChainExpression', 'ParenthesizedExpression', 'TSAsExpression'].includes(outer.type) ||
      (outer.type === 'LogicalExpression' && outer.right === inner) ||
      (outer.type === 'ConditionalExpression' && outer.test !== inner)
    if (!isHandedOn) return false
    inner = outer
  }
  return false
}

/** `takeOff` of `takeOff`, `deliveries.takeOff` and `takeOff() {}`; with its # where it has one. */
function nameOf(node: Node): string | undefined {
  const name = node?.property ?? node?.key ?? node
  return name?.type === 'PrivateIdentifier' ? `#${name.name}` : name?.name
}

function read(file: string, source: string): Module {
  const { program, errors } = parseSync(file, source)
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`)
  const nodes: { node: Node; parents: readonly Node[] }[] = []
  const origins = new Map<string, string>()
  const visit = (node: Node, parents: readonly Node[]): void => {
    if (Array.isArray(node)) return node.forEach((one) => visit(one, parents))
    if (typeof node?.type !== 'string') return
    nodes.push({ node, parents })
    if (node.type === 'ImportDeclaration')
      for (const { imported, local } of node.specifiers)
        if (imported) origins.set(local.name, `${join(dirname(file), String(node.source.value))} ${imported.name}`)
    if (node.id?.type === 'Identifier' && !origins.has(node.id.name))
      origins.set(node.id.name, `${file} ${node.id.name}`)
    const inside = [...parents, node]
    for (const key of Object.keys(node)) visit(node[key], inside)
  }
  visit(program.body, [])
  return { file, source, nodes, origins }
}

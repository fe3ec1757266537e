import { ACTIONS, type Definition, type DefinitionType, TESTS, TYPES } from './definition.ts'
import type { Issue } from '../../../../http/problem.ts'
import { Place } from './place.ts'

/** No flow that people draw comes near these. */
const MOST = { nodes: 1000, actions: 100, exits: 250, categories: 250, cases: 250, arguments: 100 }

/** Longest name of a flow in what is read; the service cuts it at 64. */
const NAME = 200

/** Reads a flow of specification 13 or 14, and says of all that could not be run where it stands. */
export function readDefinition(flow: Place): Definition | undefined {
  if (!flow.isObject()) return undefined
  if (flow.has('action_sets') || flow.has('rule_sets') || flow.has('base_language'))
    return flow.refuse(
      'is a flow of before specification 12, with action sets and rule sets. Import it into the service and export it again.',
    )
  flow.at('uuid').uuid()
  flow.at('name').text(NAME)
  const type = flow.at('type').oneOf(Object.keys(TYPES) as DefinitionType[])
  const version = flow.at('spec_version')
  if (!/^1[34](?:\.\d+){0,2}$/.test(version.text(20)))
    version.refuse('has to be 13.x or 14.x. Import the flow into the service and export it again.')
  if (!/^[a-z]{3}$|^base$/.test(flow.at('language').text(4)))
    flow.at('language').refuse('has to be a language of ISO 639-3, such as eng.')
  if (flow.has('localization') && flow.at('localization').isObject()) readLocalization(flow.at('localization'))
  const nodes = flow.at('nodes').items(MOST.nodes)
  const uuids = new Set<string>()
  for (const node of nodes) {
    if (!node.isObject()) return undefined
    const uuid = node.at('uuid').uuid()
    if (uuids.has(uuid)) node.at('uuid').refuse('is the uuid of another node, too.')
    uuids.add(uuid)
  }
  for (const node of nodes) readNode(node, uuids, type)
  return flow.raw as Definition
}

/** What could not be run of a flow that was kept, in words; undefined where all could be. */
export function wrongWithDefinition(kept: unknown): string | undefined {
  const issues: Issue[] = []
  readDefinition(new Place(kept, ['definition'], issues))
  return issues[0]?.message
}

function readLocalization(localization: Place): void {
  for (const language of Object.keys(localization.raw as object)) {
    const translations = localization.at(language)
    if (translations.isObject())
      for (const uuid of Object.keys(translations.raw as object)) translations.at(uuid).isObject()
  }
}

function readNode(node: Place, nodes: ReadonlySet<string>, type: DefinitionType): void {
  for (const action of node.has('actions') ? node.at('actions').items(MOST.actions) : []) {
    if (!action.isObject()) continue
    action.at('uuid').uuid()
    action.at('type').oneOf(ACTIONS)
  }
  const exits = node.at('exits').items(MOST.exits)
  if (exits.length === 0 && Array.isArray(node.at('exits').raw))
    node.at('exits').refuse('has to have an exit at least.')
  const uuids = new Set<string>()
  for (const exit of exits) {
    if (!exit.isObject()) continue
    uuids.add(exit.at('uuid').uuid())
    if (exit.has('destination_uuid')) exit.at('destination_uuid').names(nodes, 'a node of this flow')
  }
  if (node.has('router') && node.at('router').isObject()) readRouter(node.at('router'), uuids, type)
}

function readRouter(router: Place, exits: ReadonlySet<string>, type: DefinitionType): void {
  const kind = router.at('type').oneOf(['switch', 'random'])
  const categories = new Set<string>()
  const list = router.at('categories')
  for (const category of list.items(MOST.categories)) {
    if (!category.isObject()) continue
    categories.add(category.at('uuid').uuid())
    category.at('name').text()
    category.at('exit_uuid').names(exits, 'an exit of this node')
  }
  if (Array.isArray(list.raw) && list.raw.length === 0) list.refuse('has to have a category at least.')
  if (router.has('result_name')) router.at('result_name').text()
  if (router.has('wait')) readWait(router.at('wait'), categories, type)
  if (kind === 'random') return
  router.at('operand').text(10_000)
  if (router.has('default_category_uuid'))
    router.at('default_category_uuid').names(categories, 'a category of this router')
  for (const one of router.at('cases').items(MOST.cases)) {
    if (!one.isObject()) continue
    one.at('uuid').uuid()
    one.at('type').oneOf(TESTS)
    one.at('category_uuid').names(categories, 'a category of this router')
    if (!one.has('arguments')) continue
    for (const argument of one.at('arguments').items(MOST.arguments))
      if (typeof argument.raw !== 'string') argument.refuse('has to be text.')
  }
}

function readWait(wait: Place, categories: ReadonlySet<string>, type: DefinitionType): void {
  if (!wait.isObject()) return
  if (type === 'messaging_background') wait.refuse('is not possible: a background flow waits for nothing.')
  wait.at('type').oneOf(['msg', 'dial'])
  if (!wait.has('timeout') || !wait.at('timeout').isObject()) return
  wait.at('timeout').at('seconds').whole(1, 31_536_000)
  wait.at('timeout').at('category_uuid').names(categories, 'a category of this router')
}

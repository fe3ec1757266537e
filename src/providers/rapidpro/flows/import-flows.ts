import type { World } from '../../../core/world.ts'
import { firstOf } from '../dialect/python.ts'
import { moment } from '../dialect/times.ts'
import { type Definition, TYPES } from './definition/definition.ts'
import { expiryOf } from './definition/expiries.ts'
import { inspect } from './definition/inspect.ts'
import { importCampaign, importTrigger } from './import-others.ts'
import { importDependencies } from './import-dependencies.ts'
import { dependenciesOf } from './definition/dependencies.ts'
import type { ExportedCampaign, ExportedField, ExportedGroup, ExportedTrigger } from './definition/read-others.ts'
import { ownUuids, rename } from './definition/rename.ts'
import { createFlow } from './create-flow.ts'
import { type Flow, activeFlow, activeFlows, flowRows } from './flow.ts'

const LONGEST_NAME = 64

/** What an export may hold, as it was read. */
interface Export {
  readonly flows: readonly Definition[]
  readonly campaigns: readonly ExportedCampaign[]
  readonly triggers: readonly ExportedTrigger[]
  readonly fields: readonly ExportedField[]
  readonly groups: readonly ExportedGroup[]
}

/**
 * Takes an export in: what it needs is made where it is missing, then come flows, campaigns and triggers.
 * @returns its flows
 * @throws Refusal before anything is changed, where the workspace would have more than it may
 */
export function importExport(world: World, given: Export): Flow[] {
  const known = importDependencies(world, dependenciesOf(given))
  const flows = importFlows(world, given.flows, known)
  for (const campaign of given.campaigns) importCampaign(world, campaign, known)
  for (const trigger of given.triggers) importTrigger(world, trigger, known)
  return flows
}

/**
 * Keeps the flows of an export, as the service imports one: a flow of that uuid, or else of that name and type, is
 * overwritten and taken out of the archive; for the others a flow is made. Their parts get uuids of their own.
 * @param known uuids in the export of what is here already, by which it is here
 */
function importFlows(world: World, definitions: readonly Definition[], known: Map<string, string>): Flow[] {
  const targets = definitions.map((definition) => {
    const uuid = targetOf(world, definition)?.id ?? world.random.uuid('rapidpro.flow')
    known.set(definition.uuid, uuid)
    return uuid
  })
  return definitions.map((definition, index) => save(world, targets[index]!, definition, known))
}

const targetOf = (world: World, { uuid, name, type }: Definition): Flow | undefined =>
  activeFlow(world, uuid) ??
  activeFlows(world).find((flow) => flow.type === TYPES[type] && isSame(flow.name, cut(name)))

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

const cut = (name: string): string => firstOf(name.trim(), LONGEST_NAME)

function save(world: World, uuid: string, given: Definition, known: ReadonlyMap<string, string>): Flow {
  const uuids = new Map(known)
  for (const own of ownUuids(given)) uuids.set(own, world.random.uuid('rapidpro.flow-part'))
  const there = flowRows(world).get(uuid)
  const type = TYPES[given.type]
  const name = there?.name ?? freeName(world, cut(given.name))
  const expires = expiryOf(type, given.expire_after_minutes)
  const revision = (there?.revision ?? 0) + 1
  const definition = { ...rename(given, uuids), uuid, name, expire_after_minutes: expires, revision }
  const saved = {
    expires,
    revision,
    definition,
    ...inspect(definition),
    modified_on: moment(world),
  }
  if (there) return flowRows(world).update(there, { ...saved, archived: false })
  return createFlow(world, { id: uuid, name, type, message_of: null, ...saved })
}

/** A flow of another type may have the name already: then a number is added to it. */
function freeName(world: World, name: string): string {
  const taken = new Set(activeFlows(world).map((flow) => flow.name.toLowerCase()))
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${firstOf(name, LONGEST_NAME - String(number).length - 1)} ${number}`
    if (!taken.has(candidate.toLowerCase())) return candidate
  }
}

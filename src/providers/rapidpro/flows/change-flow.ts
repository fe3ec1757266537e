import { Refusal } from '../../../core/refusal.ts'
import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { expiryOf } from './definition/expiries.ts'
import { flowClosed } from './events.ts'
import { type FlowLabel, flowLabels } from './flow-label.ts'
import { type Flow, activeFlows, flowRows } from './flow.ts'

interface Changes {
  name?: string | undefined
  expires?: number | undefined
  archived?: boolean | undefined
  labels?: readonly string[] | undefined
}

/**
 * Changes a flow. Whoever is in one that goes into the archive leaves it.
 * @throws Refusal where another flow has that name, or no such flow can expire after that time
 */
export function changeFlow(world: World, flow: Flow, { name, expires, archived, labels }: Changes): Flow {
  const twin = activeFlows(world).find(
    (other) => other.id !== flow.id && other.name.toLowerCase() === name?.toLowerCase(),
  )
  if (twin) throw new Refusal('exists', `There is a flow "${twin.name}" already. Choose another name.`)
  if (expires !== undefined && expiryOf(flow.type, expires) !== expires)
    throw new Refusal(
      'illegal',
      `No ${flow.type} flow can expire after ${expires} minutes. The editor offers certain times, such as ${expiryOf(flow.type, undefined)}.`,
    )
  const definition = {
    ...flow.definition,
    ...(name !== undefined && { name }),
    ...(expires !== undefined && { expire_after_minutes: expires }),
  }
  const next = flowRows(world).update(flow, {
    definition,
    name: name ?? flow.name,
    expires: expires ?? flow.expires,
    archived: archived ?? flow.archived,
    labels: labels ? [...new Set(labels.map((label) => labelOf(world, label).id))] : flow.labels,
    modified_on: moment(world),
  })
  if (next.archived && !flow.archived)
    world.publish(flowClosed, { provider: 'rapidpro', flow: flow.id, deleted: false })
  return next
}

/** The label of that name, whatever the case; made where there is none. */
function labelOf(world: World, name: string): FlowLabel {
  const rows = world.collection(flowLabels)
  const there = rows.all().find((label) => label.name.toLowerCase() === name.toLowerCase())
  return there ?? rows.insert({ id: world.random.uuid('rapidpro.flow-label'), sequence: 0, name })
}

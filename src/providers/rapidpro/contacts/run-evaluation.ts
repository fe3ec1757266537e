import { defineJob } from '../../../core/clock/job-kind.ts'
import type { Slices } from '../../../core/slices.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { groupEvaluated } from '../groups/events.ts'
import type { GroupDeleted, GroupOutdated } from '../groups/events.ts'
import { groupRows } from '../groups/group.ts'
import { type SmartGroup, smartGroupsOf } from '../groups/smart-groups.ts'
import { regroupAll } from './change-contact.ts'
import { contactRows } from './contact.ts'
import { groupsOf } from './groups-of.ts'

/** The query of a group is asked of the next contacts, from a place among all of them on. */
export const EVALUATE = defineJob('rapidpro.evaluation', {
  /** It may be gone. */
  group: kept.uuid,
  from: kept.count,
})

/** Milliseconds between one step of an evaluation and the next. */
const PAUSE = 500

/** So many contacts are asked about in one step. */
const BATCH = 500

/** So many comparisons are made in one go, which takes a few milliseconds; then others have their turn. */
const MOST_COMPARISONS = 2500

/** The query of a group is asked of all contacts, from the first: one that is under way begins anew. */
export function runEvaluation({ group }: GroupOutdated, world: World): void {
  endEvaluation({ group }, world)
  world.clock.schedule(PAUSE, EVALUATE, { group, from: 0 })
}

/** A group that is gone asks nobody. */
export const endEvaluation = ({ group }: Pick<GroupDeleted, 'group'>, world: World): void =>
  void world.clock.callOff(EVALUATE, 'group', group)

/** Contacts never go away altogether, so that a place among them stays what it was; whoever changes meanwhile is asked about at once. */
export function connectEvaluations(world: World): void {
  world.clock.register(EVALUATE, ({ group: id, from }) => {
    const group = groupRows(world).get(id)
    if (!group) return undefined
    const to = smartGroup(world, id) ? Math.min(from + BATCH, contactRows(world).size) : from
    const status = from < to ? 'evaluating' : 'ready'
    if (status !== group.status) world.publish(groupEvaluated, { provider: 'rapidpro', group: id, status })
    if (from >= to) return undefined
    return inSlicesOf(world, evaluate(world, id, from, to))
  })
}

const smartGroup = (world: World, id: string): SmartGroup | undefined =>
  smartGroupsOf(world).all.find(({ group }) => group.id === id)

/**
 * Asks about contacts from one place to another, as long as the group has a query. The next step is on the clock once this
 * one is done: a fork that is made meanwhile begins this one again.
 */
function* evaluate(world: World, id: string, from: number, to: number): Slices<void> {
  for (let at = from; at < to;) {
    const smart = smartGroup(world, id)
    if (!smart) break
    const next = Math.min(to, at + Math.max(1, Math.floor(MOST_COMPARISONS / smart.comparisons)))
    const contacts = contactRows(world).all().slice(at, next)
    regroupAll(world, contacts, (contact) => (contact.deleted ? contact.groups : groupsOf(contact, [smart], world)))
    at = next
    yield
  }
  // A group that is gone asks nobody, and one that has begun anew asks all.
  if (groupRows(world).get(id) && world.clock.find(EVALUATE, 'group', id) === undefined)
    world.clock.schedule(PAUSE, EVALUATE, { group: id, from: to })
}

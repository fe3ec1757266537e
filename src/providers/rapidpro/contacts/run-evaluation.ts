import { type PayloadOf, defineJob } from '../../../core/clock/job-kind.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { groupEvaluated } from '../groups/events.ts'
import type { GroupDeleted, GroupOutdated } from '../groups/events.ts'
import { groupRows } from '../groups/group.ts'
import { smartGroupsOf } from '../groups/smart-groups.ts'
import { regroupAll } from './change-contact.ts'
import { contactRows } from './contact.ts'
import { groupsOf } from './groups-of.ts'

/** The query of a group is asked of the next contacts, from a place among all of them on. */
export const EVALUATE = defineJob('rapidpro.evaluation', { group: kept.idOf('rapidpro.groups'), from: kept.count })

/** Milliseconds between one step of an evaluation and the next. */
const PAUSE = 500

/** So many contacts are asked about in one go, which takes a few milliseconds. */
const BATCH = 500

/** The query of a group is asked of all contacts, from the first: one that is under way begins anew. */
export function runEvaluation({ group }: GroupOutdated, world: World): void {
  endEvaluation({ provider: 'rapidpro', group }, world)
  world.clock.schedule(PAUSE, EVALUATE.name, { group, from: 0 })
}

/** A group that is gone asks nobody. */
export function endEvaluation({ group }: GroupDeleted, world: World): void {
  const job = world.clock.find(EVALUATE, 'group', group)
  if (job !== undefined) world.clock.cancel(job)
}

/** Contacts never go away altogether, so that a place among them stays what it was; whoever changes meanwhile is asked about at once. */
export function connectEvaluations(world: World): void {
  world.clock.register(EVALUATE.name, ({ group: id, from }: PayloadOf<typeof EVALUATE>) => {
    const group = groupRows(world).get(id)
    if (!group) return
    const smart = smartGroupsOf(world).all.filter((one) => one.group.id === id)
    const contacts =
      smart.length > 0
        ? contactRows(world)
            .all()
            .slice(from, from + BATCH)
        : []
    const status = contacts.length > 0 ? 'evaluating' : 'ready'
    if (status !== group.status) world.publish(groupEvaluated, { provider: 'rapidpro', group: id, status })
    if (contacts.length === 0) return
    regroupAll(world, contacts, (contact) => (contact.deleted ? contact.groups : groupsOf(contact, smart, world)))
    world.clock.schedule(PAUSE, EVALUATE.name, { group: id, from: from + contacts.length })
  })
}

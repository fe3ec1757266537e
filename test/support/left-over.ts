import { HAS_NOT_LEFT } from '../../src/core/network/delivery-state.ts'
import type { World } from '../../src/core/world.ts'
import { broadcastRows } from '../../src/providers/rapidpro/broadcasts/broadcast.ts'
import { campaignEventRows } from '../../src/providers/rapidpro/campaign-events/campaign-event.ts'
import { fireRows } from '../../src/providers/rapidpro/campaign-events/fire.ts'
import { campaignRows } from '../../src/providers/rapidpro/campaigns/campaign.ts'
import { channelEventRows } from '../../src/providers/rapidpro/channel-events/channel-event.ts'
import { contactRows } from '../../src/providers/rapidpro/contacts/contact.ts'
import { flowRows } from '../../src/providers/rapidpro/flows/flow.ts'
import { groupRows } from '../../src/providers/rapidpro/groups/group.ts'
import { messageRows } from '../../src/providers/rapidpro/messages/message.ts'
import { runRows } from '../../src/providers/rapidpro/runs/run.ts'
import { flowStartRows } from '../../src/providers/rapidpro/starts/flow-start.ts'
import { ticketRows } from '../../src/providers/rapidpro/tickets/ticket.ts'
import { messages } from '../../src/providers/telerivet/messages/message.ts'
import { phones } from '../../src/providers/telerivet/phones/phone.ts'
import { tasks } from '../../src/providers/telerivet/tasks/task.ts'

/** What is still at work, or waits for it, after a time in which all should have ended. */
export const atWork = (world: World): string[] =>
  [
    ...broadcastRows(world)
      .all()
      .filter(({ status }) => status !== 'completed' && status !== 'failed'),
    ...flowStartRows(world)
      .all()
      .filter(({ status }) => status !== 'completed' && status !== 'failed'),
    ...groupRows(world)
      .all()
      .filter(({ status }) => status !== 'ready'),
    ...world
      .collection(tasks)
      .all()
      .filter(({ status }) => !ENDED.has(status)),
  ].map(({ id, status }) => `${id} is ${status}`)

const ENDED: ReadonlySet<string> = new Set(['complete', 'failed', 'cancelled'])

/** What should have gone or come to rest with something else, and has not, though all work has ended. */
export function leftOver(world: World): string[] {
  const found: string[] = []
  for (const { id } of contactRows(world).by('deleted', true))
    for (const rows of [messageRows(world), runRows(world), ticketRows(world), channelEventRows(world)])
      if (rows.by('contact', id).length > 0) found.push(`contact ${id} is deleted and still has something`)
  for (const { id, event, contact } of fireRows(world).all()) {
    const { group, archived } = campaignRows(world).get(campaignEventRows(world).get(event)!.campaign)!
    if (archived || !contactRows(world).get(contact)!.groups.includes(group)) found.push(`fire ${id} concerns nobody`)
  }
  for (const { id, flow } of campaignEventRows(world).all())
    if (flow !== null && !flowRows(world).get(flow)!.is_active) found.push(`event ${id} brings a flow that is gone`)
  for (const { id, phone_id, delivery: of } of world.collection(messages).all()) {
    const delivery = of === null ? undefined : world.deliveries.get(of)
    if (!delivery || !HAS_NOT_LEFT.has(delivery.state) || phone_id === null) continue
    const phone = world.collection(phones).get(phone_id)
    if (!phone) found.push(`message ${id} waits in a phone that is gone`)
    else if (phone.send_paused && !world.deliveries.isHeld(delivery)) found.push(`message ${id} leaves a paused phone`)
    else if (!phone.send_paused && world.deliveries.isHeld(delivery)) found.push(`message ${id} waits for nothing`)
  }
  return found
}

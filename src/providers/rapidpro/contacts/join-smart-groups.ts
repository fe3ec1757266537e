import type { World } from '../../../core/world.ts'
import { type SmartGroup, smartGroupsOf } from '../groups/smart-groups.ts'
import type { TicketChanged } from '../tickets/events.ts'
import { changeContact } from './change-contact.ts'
import { contactRows } from './contact.ts'
import type { ContactChanged } from './events.ts'
import { groupsOf } from './groups-of.ts'

const NOBODY: readonly SmartGroup[] = []

/** Whoever changes joins the groups whose queries now mean it and leaves the others; those are asked that are about what changed. */
export function joinSmartGroups({ contact, changed, fields }: ContactChanged, world: World): void {
  const { all, bySource } = smartGroupsOf(world)
  if (all.length === 0) return
  // One that is new, or active again, is asked about by all.
  if (changed.includes('created_on') || changed.includes('status')) return regroup(world, contact, all)
  const sources = fields ? [...changed, ...fields.map((key) => `fields.${key}`)] : changed
  const asked = sources.map((source) => bySource.get(source) ?? NOBODY).filter((list) => list.length > 0)
  if (asked.length > 0) regroup(world, contact, asked.length === 1 ? asked[0]! : [...new Set(asked.flat())])
}

/** Tickets are opened and closed, which queries may ask about. */
export function joinByTicket({ contact, changed }: TicketChanged, world: World): void {
  if (changed.includes('status')) regroup(world, contact, smartGroupsOf(world).bySource.get('tickets') ?? NOBODY)
}

function regroup(world: World, id: string, asked: readonly SmartGroup[]): void {
  const contact = asked.length === 0 ? undefined : contactRows(world).get(id)
  if (!contact || contact.deleted) return
  const groups = groupsOf(contact, asked, world)
  if (groups !== contact.groups) changeContact(world, contact, { groups })
}

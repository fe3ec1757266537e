import type { World } from '../../../core/world.ts'
import { expandTemplate } from '../broadcasts/expand-template.ts'
import { campaignEventRows } from '../campaign-events/campaign-event.ts'
import type { CampaignEventFired } from '../campaign-events/events.ts'
import { contactRows } from '../contacts/contact.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import { sendMessage } from './send-message.ts'

/**
 * The message of a campaign event, in the contact's own language where the workspace has it, else in the workspace's first,
 * else in the one that it was written in.
 */
export function followCampaignEvent({ event: id, contact: uuid, starts }: CampaignEventFired, world: World): void {
  const event = campaignEventRows(world).get(id)
  const contact = contactRows(world).get(uuid)
  if (starts !== 'message' || !event?.message || !contact) return
  const { languages } = workspaceOf(world)
  const own = languages.filter((language) => language === contact.language)
  const language = [...own, languages[0]!, event.base_language!].find((one) => Object.hasOwn(event.message!, one))
  const text = language === undefined ? '' : event.message[language]!
  sendMessage(world, { contact, text: expandTemplate(text, contact, world) })
}

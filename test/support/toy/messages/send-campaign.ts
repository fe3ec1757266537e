import type { World } from '../../../../src/core/world.ts'
import { messages, numberOf } from '../../toy-provider.ts'
import { campaigns } from '../campaigns/campaign.ts'
import type { CampaignDue } from '../campaigns/events.ts'
import { contacts } from '../contacts/contact.ts'

/** What a campaign has to say becomes a text. */
export function sendCampaign({ campaign, contact }: CampaignDue, world: World): void {
  const text = world.collection(campaigns).get(campaign)?.text
  const to = world.collection(contacts).get(contact)?.number
  if (text === undefined || to === undefined) return
  const id = `M${world.random.hex('toy.message', 8)}`
  const from = numberOf(world)
  const draft = { id, direction: 'out', from, to, text, state: 'queued', statusUrl: null } as const
  world.send(messages, draft, { provider: 'toy', from, to, text })
}

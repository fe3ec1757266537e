import type { World } from '../../../core/world.ts'
import { campaignEventRows } from '../campaign-events/campaign-event.ts'
import type { CampaignEventAdded } from '../campaign-events/events.ts'
import { moment } from '../dialect/times.ts'
import { createFlow } from './create-flow.ts'
import type { Definition } from './definition/definition.ts'

const STREAM = 'rapidpro.flow-part'

/** The message of a campaign event is sent by a flow of its own, which nobody is shown. */
export function followCampaignEvent({ event: id }: CampaignEventAdded, world: World): void {
  const event = campaignEventRows(world).get(id)
  if (!event?.message) return
  const uuid = world.random.uuid('rapidpro.flow')
  const name = `Single Message (${id})`
  const language = event.base_language ?? 'und'
  const action = { type: 'send_msg', uuid: world.random.uuid(STREAM), text: event.message[language] ?? '' }
  const definition: Definition = {
    uuid,
    name,
    spec_version: '13.6.1',
    language,
    type: 'messaging_background',
    localization: Object.fromEntries(
      Object.entries(event.message)
        .filter(([other]) => other !== language)
        .map(([other, text]) => [other, { [action.uuid]: { text: [text] } }]),
    ),
    nodes: [{ uuid: world.random.uuid(STREAM), actions: [action], exits: [{ uuid: world.random.uuid(STREAM) }] }],
    revision: 1,
  }
  createFlow(world, {
    id: uuid,
    name,
    type: 'background',
    message_of: id,
    expires: 0,
    definition,
    revision: 1,
    results: [],
    parent_refs: [],
    groups: [],
    flows: [],
    fields: [],
    modified_on: moment(world),
  })
}

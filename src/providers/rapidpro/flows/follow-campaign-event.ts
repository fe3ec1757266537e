import type { World } from '../../../core/world.ts'
import { campaignEventRows } from '../campaign-events/campaign-event.ts'
import type { CampaignEventAdded } from '../campaign-events/events.ts'
import { moment } from '../dialect/times.ts'
import type { Definition } from './definition/definition.ts'
import { flowRows } from './flow.ts'

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
  const now = moment(world)
  flowRows(world).insert({
    id: uuid,
    sequence: 0,
    name,
    type: 'background',
    archived: false,
    is_active: true,
    message_of: id,
    labels: [],
    expires: 0,
    runs: { active: 0, waiting: 0, completed: 0, interrupted: 0, expired: 0, failed: 0 },
    definition: definition as never,
    revision: 1,
    results: [],
    parent_refs: [],
    groups: [],
    flows: [],
    fields: [],
    created_on: now,
    modified_on: now,
  })
}

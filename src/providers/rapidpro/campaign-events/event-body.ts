import { translated } from '../broadcasts/broadcast-body.ts'
import { type Campaign, findCampaign } from '../campaigns/campaign.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { type BodyField, choice, integer, judged, optional, refuse, text } from '../dialect/fields.ts'
import { reference } from '../dialect/references.ts'
import { findFlow } from '../flows/flow.ts'
import { TEXT_LIMIT } from '../messages/message-body.ts'
import { type CampaignEvent, FURTHEST, UNITS } from './campaign-event.ts'
import { momentField } from './moment-field.ts'

/** What is written of an event of a campaign: the whole of it, to change one as well. */
export const eventBody = {
  campaign: ownCampaign(),
  relative_to: momentField(),
  offset: integer({ min: -FURTHEST - 1, max: FURTHEST }),
  unit: choice(UNITS),
  delivery_hour: integer({ min: -1, max: 23 }),
  message: optional(message()),
  flow: optional(reference(findFlow, 'uuid of a flow')),
}

/** An event stays in its campaign. */
function ownCampaign(): BodyField<Campaign> {
  return judged(reference(findCampaign, 'uuid of a campaign'), (campaign, path, issues, { caller }) => {
    const event = caller.target as CampaignEvent | undefined
    return event && event.campaign !== campaign.id
      ? refuse(issues, path, 'Cannot change campaign for existing events')
      : campaign
  })
}

/** A text of the workspace's first language, and perhaps of others. */
function message(): BodyField<ReadonlyMap<string, string>> {
  const inner = translated(text({ max: TEXT_LIMIT }), (raw) => typeof raw === 'string')
  return judged(inner, (texts, path, issues, { caller }) =>
    texts.has(caller.workspace.languages[0]!)
      ? texts
      : refuse(issues, path, 'Message text in default flow language is required.'),
  )
}

/** Either the one or the other comes. */
export const eventRule = ({
  body: { message: words, flow },
}: RapidproCall<unknown, { message?: unknown; flow?: unknown }>): string | undefined =>
  (words === undefined) === (flow === undefined) ? 'Flow or a message text required.' : undefined

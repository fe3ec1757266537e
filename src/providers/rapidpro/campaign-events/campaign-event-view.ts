import * as Type from 'typebox'
import { viewOf } from '../../../http/view.ts'
import { campaigns } from '../campaigns/campaign.ts'
import { orNull } from '../dialect/endpoints.ts'
import { instant, objectRef } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'
import { flows } from '../flows/flow.ts'
import { type CampaignEvent, UNITS } from './campaign-event.ts'
import { fieldRef, momentOf } from './moment-field.ts'

/** How an event of a campaign looks. */
export const campaignEventView = viewOf<CampaignEvent>()('CampaignEvent', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  campaign: [
    objectRef.schema,
    ({ campaign }, world) => objectRef.json(world.collection(campaigns).get(campaign)!, world),
  ],
  relative_to: [fieldRef.schema, ({ relative_to }, world) => fieldRef.json(momentOf(world, relative_to), world)],
  offset: [Type.Integer({ description: 'Negative means before.' }), ({ offset }) => offset],
  unit: [Type.Unsafe<CampaignEvent['unit']>({ type: 'string', enum: [...UNITS] }), ({ unit }) => unit],
  delivery_hour: [
    Type.Integer({ description: '-1 for the hour that it comes to.' }),
    ({ delivery_hour }) => delivery_hour,
  ],
  flow: [
    orNull(objectRef.schema),
    ({ flow }, world) => (flow === null ? null : objectRef.json(world.collection(flows).get(flow)!, world)),
  ],
  message: [orNull(Type.Record(Type.String(), Type.String(), { description: 'By language.' })), (row) => row.message],
  created_on: [instant('When it was made.'), ({ created_on }) => formatTime(created_on)],
})

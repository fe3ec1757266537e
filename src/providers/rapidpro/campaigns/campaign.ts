import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { instant, objectRef } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'
import { groups } from '../groups/group.ts'

/** Things that happen to members of a group before and after dates of theirs. */
export type Campaign = RowOf<typeof campaigns>

export const campaigns = defineCollection(
  'rapidpro.campaigns',
  {
    id: kept.uuid,
    name: kept.text,
    group: kept.idOf('rapidpro.groups'),
    /** An archived one rests: it is in no list and cannot be named. */
    archived: kept.boolean,
    created_on: kept.micros,
  },
  { indexes: ['group', 'archived'], ids: 'rapidpro.campaign' },
)

export const campaignRows = (world: World) => world.collection(campaigns)

/** The campaign of that uuid, if it is not archived. */
export function activeCampaign(world: World, uuid: string): Campaign | undefined {
  const campaign = campaignRows(world).get(uuid)
  return campaign?.archived ? undefined : campaign
}

/** References name a campaign by its uuid alone. */
export const findCampaign = ({ world }: RapidproCall, key: string): Campaign | undefined => activeCampaign(world, key)

/** How a campaign looks. */
export const campaignView = viewOf<Campaign>()('Campaign', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  archived: [Type.Boolean({ description: 'Never true in a list.' }), ({ archived }) => archived],
  group: [objectRef.schema, ({ group }, world) => objectRef.json(world.collection(groups).get(group)!, world)],
  created_on: [instant('When it was made.'), ({ created_on }) => formatTime(created_on)],
})

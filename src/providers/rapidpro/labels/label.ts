import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { uuidIn } from '../dialect/ids.ts'
import { isNamed } from '../dialect/names.ts'

/** What incoming messages are sorted by. */
export type Label = RowOf<typeof labels>

export const labels = defineCollection(
  'rapidpro.labels',
  {
    id: kept.uuid,
    name: kept.text,
    /** How many messages have it that are there to be seen: neither archived nor deleted. */
    count: kept.count,
    created_on: kept.micros,
  },
  { ids: 'rapidpro.label' },
)

export const labelRows = (world: World) => world.collection(labels)

/** How a label looks. */
export const labelView = viewOf<Label>()('Label', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  count: [
    Type.Integer({ description: 'How many messages have it; archived and deleted ones do not count.' }),
    ({ count }) => count,
  ],
})

/** References name a label by its uuid, or by its name whatever the case. */
export const findLabel = ({ world }: RapidproCall, key: string): Label | undefined =>
  labelRows(world).get(uuidIn(key) ?? key) ?? labelRows(world).all().find(isNamed(key))

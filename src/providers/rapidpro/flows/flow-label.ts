import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'

/** What flows are sorted by on the web pages. Labels of messages are others. */
export type FlowLabel = RowOf<typeof flowLabels>

export const flowLabels = defineCollection(
  'rapidpro.flow_labels',
  { id: kept.uuid, name: kept.text },
  { texts: ['name'], ids: 'rapidpro.flow-label' },
)

import { defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'

/** Another name that a workspace knows a boundary by. */
export const boundaryAliases = defineCollection(
  'rapidpro.boundary_aliases',
  { boundary: kept.written(/^R\d+$/), name: kept.text },
  { indexes: ['boundary'], ids: 'rapidpro.boundary_alias' },
)

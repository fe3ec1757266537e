import { ID, TIME, VAR_MODIFIERS, filter, varsFilter } from '../dialect/filters.ts'
import type { Listing } from '../dialect/listing.ts'

/** What lists of rows are asked, within a table or of a contact. */
export const timeFilter = { time_created: filter(TIME, ['min', 'max']) }

/** What lists of a table's rows are asked. */
export const rowListing = {
  filters: { ...timeFilter, contact_id: filter(ID), vars: varsFilter(VAR_MODIFIERS) },
} satisfies Listing

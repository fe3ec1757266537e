import { type Static, Type } from '@sinclair/typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { keptId } from '../dialect/ids.ts'
import type { Resource } from '../dialect/endpoints.ts'
import { idSchema, record } from '../dialect/schemas.ts'

/** Who pays for projects. */
export type Organization = RowOf<typeof organizations>

export const organizations = defineCollection(
  'telerivet.organizations',
  {
    id: keptId('organization'),
    name: kept.text,
    timezone_id: kept.timeZone,
  },
  { ids: 'telerivet.organization' },
)

const organizationSchema = record('Organization', {
  id: idSchema('organization'),
  name: Type.String(),
  timezone_id: Type.String({ description: 'Time zone of the billing quota, from the TZ database.' }),
})

const view = ({ id, name, timezone_id }: Organization): Static<typeof organizationSchema> => ({ id, name, timezone_id })

export const organizationResource = {
  noun: 'organization',
  tag: 'Organizations',
  parameter: 'organization_id',
  collection: organizations,
  schema: organizationSchema,
  view,
  includes: () => true,
} satisfies Resource<Organization>

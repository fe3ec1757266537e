import { type Static, Type } from '@sinclair/typebox'
import { defineCollection } from '../../../core/store/collection.ts'
import type { Row } from '../../../core/store/row.ts'
import type { Resource } from '../dialect/endpoints.ts'
import { idSchema, record } from '../dialect/schemas.ts'

/** Who pays for projects. */
export interface Organization extends Row {
  name: string
  timezone_id: string
}

export const organizations = defineCollection<Organization>('telerivet.organizations')

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

import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { viewOf } from '../../../http/view.ts'
import { keptId } from '../dialect/ids.ts'
import type { Resource } from '../dialect/resource.ts'
import { idSchema } from '../dialect/schemas.ts'
import { PLAN_NAMES } from './plans.ts'

/** Who pays for projects. */
export type Organization = RowOf<typeof organizations>

export const organizations = defineCollection(
  'telerivet.organizations',
  {
    id: keptId('organization'),
    name: kept.text,
    timezone_id: kept.timeZone,
    plan: kept.oneOf(PLAN_NAMES),
    /** What was paid ahead, dollars with two decimals. */
    balance: kept.written(/^\d+\.\d\d$/),
  },
  { ids: 'telerivet.organization' },
)

const organizationView = viewOf<Organization>()('Organization', {
  id: [idSchema('organization'), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  timezone_id: [
    Type.String({ description: 'Time zone of the billing quota, from the TZ database.' }),
    ({ timezone_id }) => timezone_id,
  ],
})

export const organizationResource: Resource<Organization> = {
  noun: 'organization',
  tag: 'Organizations',
  collection: organizations,
  view: organizationView,
  everywhere: true,
}

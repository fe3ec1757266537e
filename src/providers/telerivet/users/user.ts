import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { viewOf } from '../../../http/view.ts'
import { keptId } from '../dialect/ids.ts'
import { idSchema } from '../dialect/schemas.ts'

/** Somebody who logs in to the web pages. */
export type User = RowOf<typeof users>

export const users = defineCollection(
  'telerivet.users',
  {
    id: keptId('user'),
    organization_id: kept.idOf('telerivet.organizations'),
    /** The one project that is open to them; null: all of the organization. */
    project_id: kept.orNull(kept.idOf('telerivet.projects')),
    email: kept.text,
    name: kept.text,
  },
  { indexes: ['organization_id'], ids: 'telerivet.user' },
)

export const userView = viewOf<User>()('User', {
  id: [idSchema('user, which messages name as user_id'), ({ id }) => id],
  email: [Type.String(), ({ email }) => email],
  name: [Type.String(), ({ name }) => name],
})

import type { Condition } from '../../../core/store/query.ts'
import { list } from '../dialect/endpoints.ts'
import { repeatedFilter, uuidFilter } from '../dialect/filters.ts'
import { ROLES, userNamed, userRows, userView } from './user.ts'

const MAY_LOG_IN: Condition = { field: 'is_active', is: 'equals', value: true }

export const listUsers = list({
  id: 'rapidpro.listUsers',
  path: '/api/v2/users.json',
  summary: 'Lists those who may log in to the workspace, the latest login first.',
  tag: 'Users',
  scope: 'v2',
  view: userView,
  filters: {
    uuid: uuidFilter('Only the user with this uuid.'),
    email: repeatedFilter('Only users with one of these addresses, whatever the case.'),
    role: repeatedFilter('Only users with one of these roles; roles that there are not are passed over.', ROLES),
  },
  rows: userRows,
  select: ({ world, query: { uuid, email, role } }) => {
    const where = [MAY_LOG_IN]
    if (email) where.push({ field: 'id', is: 'oneOf', value: email.map((one) => userNamed(world, one)?.id) })
    if (role) where.push({ field: 'role', is: 'oneOf', value: role })
    return { where, ...(uuid !== undefined && { only: userRows(world).get(uuid) ?? null }) }
  },
})

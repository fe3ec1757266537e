import type { World } from '../../../core/world.ts'
import { optional } from '../../../http/field.ts'
import { invalid } from '../../../http/problem.ts'
import { text } from '../../../http/strict-fields.ts'
import { viewOf } from '../../../http/view.ts'
import { webPages } from '../../../http/web-app.ts'
import { idSchema, nullable } from '../dialect/schemas.ts'
import { organizations } from '../organizations/organization.ts'
import { projectNamed } from '../projects/project-named.ts'
import { createUser } from './create-user.ts'
import { type User, users, userView } from './user.ts'

const userPageView = viewOf<User>()('User on its page', {
  ...userView.members,
  organization_id: [idSchema('organization'), ({ organization_id }) => organization_id],
  project_id: [
    nullable(idSchema('one project that is open to them; null: all of the organization')),
    ({ project_id }) => project_id,
  ],
})

const email = text('What they log in with; nobody else has it.', { min: 3, pattern: /^[^@\s]+@[^@\s]+$/ })
const name = text('What they are called.', { min: 1 })

/** Users are added and deleted on the web pages alone; the API shows them. */
export const userPages = webPages({
  noun: 'user',
  nouns: 'users',
  rows: (world: World) => world.collection(users).all().toArray(),
  view: userPageView,
  create: {
    body: {
      email,
      name,
      project_id: optional(text('ID of the one project that is open to them; all of the organization unless given.')),
    },
    example: () => ({ email: 'grace@example.com', name: 'Grace Mukamana' }),
    make(world, asked) {
      refuseTaken(world, asked.email)
      const project = asked.project_id === undefined ? null : projectNamed(world, asked.project_id)
      return createUser(world, { ...asked, organization: world.collection(organizations).all().at(0)!, project })
    },
  },
  change: {
    body: { email: optional(email), name: optional(name) },
    example: () => ({ name: 'Grace M.' }),
    apply(world, row, asked) {
      if (asked.email !== undefined) refuseTaken(world, asked.email, row)
      return world.collection(users).update(row, { email: asked.email ?? row.email, name: asked.name ?? row.name })
    },
  },
  remove: {
    description: 'Messages that they wrote keep their user_id.',
    discard: (world, row) => world.collection(users).delete(row),
  },
})

function refuseTaken(world: World, written: string, self?: User): void {
  const same = (row: User) => row.id !== self?.id && row.email.toLowerCase() === written.toLowerCase()
  if (world.collection(users).all().some(same)) throw invalid('email', `"${written}" is somebody else's already.`)
}

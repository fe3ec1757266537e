import { Refusal } from '../../../core/refusal.ts'
import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { text } from '../../../http/strict-fields.ts'
import { webPages } from '../../../http/web-app.ts'
import { isTaken } from '../dialect/names.ts'
import { createTeam } from './create-team.ts'
import { deleteTeam } from './delete-team.ts'
import { type Team, teamRows, teamView } from './team.ts'
import { updateTeam } from './update-team.ts'

/** Teams that a workspace may have besides the one that it begins with. */
const MOST = 50

const name = text('What it is called; no other team is.', { min: 1, max: 64, pattern: /^[^"\\]*[^"\\\s][^"\\]*$/ })

/** Teams are made on the web pages alone; the API names the one that an agent is in. */
export const teamPages = webPages({
  noun: 'team',
  nouns: 'teams',
  view: teamView,
  rows: (world: World) => teamRows(world).all().toArray(),
  create: {
    description: `A workspace has ${MOST} at most.`,
    body: { name },
    example: () => ({ name: 'Morning shift' }),
    make(world, asked) {
      refuseTaken(world, asked.name)
      if (teamRows(world).size > MOST)
        throw new Refusal('illegal', `The workspace has ${MOST} teams, and none can be added. Delete one first.`)
      return createTeam(world, asked.name)
    },
  },
  change: {
    body: { name },
    example: () => ({ name: 'Day shift' }),
    apply(world, team, asked) {
      refuseSystem(team, 'renamed')
      refuseTaken(world, asked.name, team)
      return updateTeam(world, team, asked)
    },
  },
  remove: {
    description: 'Its agents are in the team of all topics from then on.',
    discard(world, team) {
      refuseSystem(team, 'deleted')
      deleteTeam(world, team)
    },
  },
})

function refuseTaken(world: World, wanted: string, own?: Team): void {
  if (isTaken(teamRows(world).all(), wanted, own)) throw invalid('name', `"${wanted}" is another team's name already.`)
}

function refuseSystem({ system, name: called }: Team, what: string): void {
  if (system)
    throw new Refusal('illegal', `"${called}" is the team of agents who are in no other; it cannot be ${what}.`)
}

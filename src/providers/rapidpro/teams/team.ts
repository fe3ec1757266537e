import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { instant } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'

/** Agents who look after tickets together. */
export type Team = RowOf<typeof teams>

export const teams = defineCollection(
  'rapidpro.teams',
  {
    id: kept.uuid,
    name: kept.text,
    /** Whether it is the one that every workspace has, of agents who were put into no other. */
    system: kept.boolean,
    created_on: kept.micros,
  },
  { ids: 'rapidpro.team', least: 1 },
)

export const DEFAULT_TEAM = 'All Topics'

export const teamRows = (world: World) => world.collection(teams)

export const defaultTeam = (world: World): Team =>
  teamRows(world)
    .all()
    .find(({ system }) => system)!

/** Teams are shown on the web pages alone; the API names a user's. */
export const teamView = viewOf<Team>()('Team', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  system: [
    Type.Boolean({ description: 'Whether it is the one of agents who are in no other.' }),
    ({ system }) => system,
  ],
  created_on: [instant('When it was made.'), ({ created_on }) => formatTime(created_on)],
})

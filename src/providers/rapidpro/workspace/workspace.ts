import * as Type from 'typebox'
import type { Sight } from '../../../core/sight.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'

export const DATE_STYLES = ['day_first', 'month_first', 'year_first'] as const

/** What the uuids of numbered rows end in: twenty-four hex digits with their dashes. */
const uuidTail = kept.written(/^-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)

/** The account that everything belongs to; a world has one. */
export type Workspace = RowOf<typeof workspaces>

export const workspaces = defineCollection(
  'rapidpro.workspaces',
  {
    id: kept.uuid,
    /** Its number, as the X-Temba-Org header gives it. */
    number: kept.count,
    name: kept.text,
    /** Empty where it is not known. */
    country: kept.either(kept.country, kept.always('')),
    languages: kept.listOf(kept.language, { least: 1 }),
    timezone: kept.timeZone,
    date_style: kept.oneOf(DATE_STYLES),
    anon: kept.boolean,
    /** Whether something about it looks wrong to the people of the service, and whether they have stopped it. */
    flagged: kept.boolean,
    suspended: kept.boolean,
    created_on: kept.micros,
    /** What the uuids of its messages, broadcasts and runs end in. */
    message_uuids: uuidTail,
    broadcast_uuids: uuidTail,
    run_uuids: uuidTail,
  },
  { ids: 'rapidpro.workspace', least: 1, most: 1 },
)

export const workspaceRows = (world: World) => world.collection(workspaces)

export const workspaceOf = (world: Sight): Workspace => world.collection(workspaces).all().at(0)!

export const workspaceView = viewOf<Workspace>()('Workspace', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  country: [Type.String({ description: 'Two letters; empty if unknown.' }), ({ country }) => country],
  languages: [
    Type.Array(Type.String(), { description: 'ISO 639-3; the first is the one of untranslated texts.' }),
    ({ languages }) => languages,
  ],
  primary_language: [
    Type.String({ description: 'Deprecated: the first language.' }),
    ({ languages }) => languages[0] ?? '',
  ],
  timezone: [Type.String(), ({ timezone }) => timezone],
  date_style: [
    Type.Unsafe<Workspace['date_style']>({ type: 'string', enum: [...DATE_STYLES] }),
    ({ date_style }) => date_style,
  ],
  credits: [
    Type.Object(
      { used: Type.Integer(), remaining: Type.Integer() },
      { additionalProperties: false, description: 'Deprecated: always -1.' },
    ),
    () => NO_CREDITS,
  ],
  anon: [Type.Boolean({ description: 'Whether the addresses of contacts are hidden.' }), ({ anon }) => anon],
})

const NO_CREDITS = { used: -1, remaining: -1 }

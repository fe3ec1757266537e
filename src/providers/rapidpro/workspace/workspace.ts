import { type Static, Type } from '@sinclair/typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'

const DATE_STYLES = ['day_first', 'month_first', 'year_first'] as const

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
    /** Why nothing may be written, if so. */
    blocked: kept.orNull(kept.oneOf(['flagged', 'suspended'])),
    /** The role of the person whose key the credentials hold. */
    key_role: kept.text,
    /** What the uuids of its messages and broadcasts end in. */
    message_uuids: uuidTail,
    broadcast_uuids: uuidTail,
  },
  { ids: 'rapidpro.workspace', least: 1, most: 1 },
)

export const workspaceRows = (world: World) => world.collection(workspaces)

export const workspaceOf = (world: World): Workspace => workspaceRows(world).all().at(0)!

export const workspaceSchema = Type.Object(
  {
    uuid: Type.String({ format: 'uuid' }),
    name: Type.String(),
    country: Type.String({ description: 'Two letters; empty if unknown.' }),
    languages: Type.Array(Type.String(), { description: 'ISO 639-3; the first is the one of untranslated texts.' }),
    primary_language: Type.String({ description: 'Deprecated: the first language.' }),
    timezone: Type.String(),
    date_style: Type.Unsafe<Workspace['date_style']>({ type: 'string', enum: [...DATE_STYLES] }),
    credits: Type.Object(
      { used: Type.Integer(), remaining: Type.Integer() },
      { additionalProperties: false, description: 'Deprecated: always -1.' },
    ),
    anon: Type.Boolean({ description: 'Whether the addresses of contacts are hidden.' }),
  },
  { additionalProperties: false, title: 'Workspace' },
)

export const viewWorkspace = (row: Workspace): Static<typeof workspaceSchema> => ({
  uuid: row.id,
  name: row.name,
  country: row.country,
  languages: [...row.languages],
  primary_language: row.languages[0] ?? '',
  timezone: row.timezone,
  date_style: row.date_style,
  credits: { used: -1, remaining: -1 },
  anon: row.anon,
})

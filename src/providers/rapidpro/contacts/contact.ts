import { Type } from '@sinclair/typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { SOMEBODY, latest } from '../../../http/example.ts'
import { orNull } from '../dialect/endpoints.ts'
import { instant, objectRef } from '../dialect/links.ts'
import { noUrnAmong } from '../dialect/urns.ts'

const CONTACT_STATUSES = ['active', 'blocked', 'stopped', 'archived'] as const

/** A person whom the workspace writes to. */
export type Contact = RowOf<typeof contacts>

export const contacts = defineCollection(
  'rapidpro.contacts',
  {
    id: kept.uuid,
    name: kept.orNull(kept.text),
    language: kept.orNull(kept.language),
    status: kept.oneOf(CONTACT_STATUSES),
    /** A deleted contact stays as a tombstone with its uuid and its times. */
    deleted: kept.boolean,
    /** Normalised, with query and display; the first is tried first. */
    urns: kept.listOf(kept.text),
    /** Uuids of its groups. */
    groups: kept.listOf(kept.text),
    /** Values by field key; only what is set. */
    fields: kept.mapOf(kept.text),
    notes: kept.listOf(kept.object({ text: kept.text, created_on: kept.micros })),
    created_on: kept.micros,
    modified_on: kept.micros,
    last_seen_on: kept.orNull(kept.micros),
  },
  { orders: ['modified_on'], ids: 'rapidpro.contact', wrongWith: ({ urns }) => noUrnAmong(urns) },
)

/** The uuid of whom the examples write to. */
export const exampleContact = (world: World): string =>
  latest(world, contacts, ({ urns }) => urns.includes(`tel:${SOMEBODY}`))

export const contactRows = (world: World) => world.collection(contacts)

/** Which contact a URN belongs to; its id is the URN's identity. */
export const contactUrns = defineCollection('rapidpro.urns', { contact: kept.idOf('rapidpro.contacts') })

export const urnRows = (world: World) => world.collection(contactUrns)

export const contactSchema = Type.Object(
  {
    uuid: Type.String({ format: 'uuid' }),
    name: orNull(Type.String()),
    anon_display: Type.Optional(Type.String({ description: 'In anonymous workspaces, what stands for the address.' })),
    status: orNull(Type.Unsafe<Contact['status']>({ type: 'string', enum: [...CONTACT_STATUSES] })),
    language: orNull(Type.String({ description: 'ISO 639-3.' })),
    urns: Type.Array(
      Type.Union([
        Type.String(),
        Type.Object(
          { channel: orNull(objectRef), scheme: Type.String(), path: Type.String(), display: orNull(Type.String()) },
          { additionalProperties: false, description: 'As `expand_urns` asks for.' },
        ),
      ]),
    ),
    groups: Type.Array(objectRef),
    notes: Type.Array(
      Type.Object(
        {
          text: Type.String(),
          created_on: instant('When it was written.'),
          created_by: Type.Object(
            { email: Type.String(), name: Type.String() },
            { additionalProperties: false, title: 'UserRef' },
          ),
        },
        { additionalProperties: false, title: 'ContactNote' },
      ),
      { description: 'The newest five, oldest first.' },
    ),
    fields: Type.Record(Type.String(), orNull(Type.String()), { description: 'Every field of the workspace, by key.' }),
    flow: orNull(objectRef),
    created_on: instant('When it came to be.'),
    modified_on: instant('When it last changed.'),
    last_seen_on: orNull(instant('When it was last heard of.')),
    blocked: orNull(Type.Boolean({ description: 'Deprecated: see `status`.' })),
    stopped: orNull(Type.Boolean({ description: 'Deprecated: see `status`.' })),
  },
  { additionalProperties: false, title: 'Contact' },
)

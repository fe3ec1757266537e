import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { SOMEBODY, latest } from '../../../http/example.ts'
import { noUrnAmong } from '../dialect/urns.ts'

export const CONTACT_STATUSES = ['active', 'blocked', 'stopped', 'archived'] as const

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
    /** What a value was understood as besides when it was written, by field key. */
    understood: kept.mapOf(
      kept.object({
        datetime: kept.optional(kept.text),
        /** The path of a boundary. */
        place: kept.optional(kept.text),
      }),
    ),
    /** `email` is whose token it came by; null for the owner of the workspace. */
    notes: kept.listOf(kept.object({ text: kept.text, created_on: kept.micros, user: kept.idOf('rapidpro.users') })),
    /** The flow whose run waits for it. */
    flow: kept.orNull(kept.idOf('rapidpro.flows')),
    created_on: kept.micros,
    modified_on: kept.micros,
    last_seen_on: kept.orNull(kept.micros),
  },
  {
    indexes: ['deleted'],
    members: ['groups'],
    orders: ['modified_on'],
    ids: 'rapidpro.contact',
    wrongWith: ({ urns }) => noUrnAmong(urns),
  },
)

/** The uuid of whom the examples write to. */
export const exampleContact = (world: World): string =>
  latest(world, contacts, ({ urns }) => urns.includes(`tel:${SOMEBODY}`))

export const contactRows = (world: World) => world.collection(contacts)

/** Which contact a URN belongs to; its id is the URN's identity. */
export const contactUrns = defineCollection('rapidpro.urns', {
  contact: kept.idOf('rapidpro.contacts'),
  /** The channel that it was last heard by. */
  channel: kept.orNull(kept.idOf('rapidpro.channels')),
})

export const urnRows = (world: World) => world.collection(contactUrns)

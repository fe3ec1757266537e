import { type Static, Type } from '@sinclair/typebox'
import { toAddress } from '../../../core/network/address.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { keptId } from '../dialect/ids.ts'
import type { Resource } from '../dialect/endpoints.ts'
import { idSchema, nullable, record, timeSchema } from '../dialect/schemas.ts'
import { keptVars, varsSchema } from '../dialect/vars.ts'
import { pageOf } from '../projects/project.ts'

/** What is known of a phone with the Android app; other basic routes have nothing of it. */
const androidSchema = kept.object({
  battery: kept.whole(0, 100),
  charging: kept.boolean,
  internet_type: kept.text,
  app_version: kept.text,
  android_sdk: kept.count,
  mccmnc: kept.text,
  manufacturer: kept.text,
  model: kept.text,
  send_limit: kept.count,
})

/** A basic route: a phone, or a gateway's number. */
export type Phone = RowOf<typeof phones>

export const phones = defineCollection(
  'telerivet.phones',
  {
    id: keptId('phone'),
    project_id: kept.idOf('telerivet.projects'),
    name: kept.text,
    phone_number: kept.text,
    phone_type: kept.text,
    country: kept.orNull(kept.country),
    send_paused: kept.boolean,
    time_created: kept.seconds,
    last_active_time: kept.orNull(kept.seconds),
    vars: keptVars,
    android: kept.orNull(androidSchema),
  },
  { indexes: ['project_id'], ids: 'telerivet.phone', receivesAt: ({ phone_number }) => toAddress(phone_number) },
)

const onAndroid = { description: 'Android phones only.' }

export const phoneSchema = record('Phone', {
  id: idSchema('phone'),
  name: Type.String(),
  phone_number: Type.String({ description: 'Phone number or sender ID.' }),
  phone_type: Type.String({ description: 'android, or the kind of gateway; an open list.' }),
  country: nullable(Type.String({ description: 'ISO 3166-1 alpha-2.' })),
  send_paused: Type.Boolean({ description: 'Whether messages wait instead of being sent.' }),
  time_created: timeSchema('When it was added'),
  last_active_time: nullable(timeSchema('When it was last connected, about')),
  vars: varsSchema,
  project_id: idSchema('project'),
  battery: Type.Optional(Type.Integer({ minimum: 0, maximum: 100, ...onAndroid })),
  charging: Type.Optional(Type.Boolean(onAndroid)),
  internet_type: Type.Optional(Type.String(onAndroid)),
  app_version: Type.Optional(Type.String(onAndroid)),
  android_sdk: Type.Optional(Type.Integer(onAndroid)),
  mccmnc: Type.Optional(Type.String(onAndroid)),
  manufacturer: Type.Optional(Type.String(onAndroid)),
  model: Type.Optional(Type.String(onAndroid)),
  send_limit: Type.Optional(Type.Integer({ description: 'Messages per hour; Android phones only.' })),
  url: Type.String({ description: 'Its page in the web app.' }),
})

export function viewPhone(row: Phone): Static<typeof phoneSchema> {
  return {
    id: row.id,
    name: row.name,
    phone_number: row.phone_number,
    phone_type: row.phone_type,
    country: row.country,
    send_paused: row.send_paused,
    time_created: row.time_created,
    last_active_time: row.last_active_time,
    vars: row.vars,
    project_id: row.project_id,
    ...row.android,
    url: pageOf(row.project_id, 'phone', row.id),
  }
}

export const phoneResource: Resource<Phone, typeof phoneSchema> = {
  noun: 'phone',
  tag: 'Routes',
  parameter: 'phone_id',
  collection: phones,
  schema: phoneSchema,
  view: viewPhone,
}

import * as Type from 'typebox'
import { toAddress } from '../../../core/network/address.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { viewOf } from '../../../http/view.ts'
import { keptId } from '../dialect/ids.ts'
import type { Resource } from '../dialect/resource.ts'
import { idSchema, nullable, timeSchema } from '../dialect/schemas.ts'
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

/** What a part of an SMS costs, or any other message, in which currency; and how long calls last, in seconds. */
const keptTariff = kept.object({
  price: kept.number,
  currency: kept.text,
  call_duration: kept.orNull(kept.count),
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
    /** Whether it sends no more SMS than `send_limit` allows. */
    keeps_send_limit: kept.boolean,
    /** What it is told of what messages cost and how long calls last; nobody knows unless it is said here. */
    tariff: kept.orNull(keptTariff),
  },
  { indexes: ['project_id'], ids: 'telerivet.phone', receivesAt: ({ phone_number }) => toAddress(phone_number) },
)

const onAndroid = { description: 'Android phones only.' }

const phoneView = viewOf<Phone>()('Phone', {
  id: [idSchema('phone'), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  phone_number: [Type.String({ description: 'Phone number or sender ID.' }), ({ phone_number }) => phone_number],
  phone_type: [
    Type.String({ description: 'android, or the kind of gateway; an open list.' }),
    ({ phone_type }) => phone_type,
  ],
  country: [nullable(Type.String({ description: 'ISO 3166-1 alpha-2.' })), ({ country }) => country],
  send_paused: [
    Type.Boolean({ description: 'Whether messages wait instead of being sent.' }),
    ({ send_paused }) => send_paused,
  ],
  time_created: [timeSchema('When it was added'), ({ time_created }) => time_created],
  last_active_time: [
    nullable(timeSchema('When it was last connected, about')),
    ({ last_active_time }) => last_active_time,
  ],
  vars: [varsSchema, ({ vars }) => vars],
  project_id: [idSchema('project'), ({ project_id }) => project_id],
  battery: [Type.Optional(Type.Integer({ minimum: 0, maximum: 100, ...onAndroid })), ({ android }) => android?.battery],
  charging: [Type.Optional(Type.Boolean(onAndroid)), ({ android }) => android?.charging],
  internet_type: [Type.Optional(Type.String(onAndroid)), ({ android }) => android?.internet_type],
  app_version: [Type.Optional(Type.String(onAndroid)), ({ android }) => android?.app_version],
  android_sdk: [Type.Optional(Type.Integer(onAndroid)), ({ android }) => android?.android_sdk],
  mccmnc: [Type.Optional(Type.String(onAndroid)), ({ android }) => android?.mccmnc],
  manufacturer: [Type.Optional(Type.String(onAndroid)), ({ android }) => android?.manufacturer],
  model: [Type.Optional(Type.String(onAndroid)), ({ android }) => android?.model],
  send_limit: [
    Type.Optional(Type.Integer({ description: 'Messages per hour; Android phones only.' })),
    ({ android }) => android?.send_limit,
  ],
  url: pageOf('phone'),
})

export const phoneResource: Resource<Phone> = { noun: 'phone', tag: 'Routes', collection: phones, view: phoneView }

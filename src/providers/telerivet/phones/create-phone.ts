import { toAddress } from '../../../core/network/address.ts'
import { routes } from '../../../core/network/route.ts'
import { Refusal } from '../../../core/refusal.ts'
import type { World } from '../../../core/world.ts'
import { newId } from '../dialect/ids.ts'
import { toPhoneNumber } from '../dialect/phone-numbers.ts'
import { NO_VARS } from '../dialect/vars.ts'
import type { Project } from '../projects/project.ts'
import { type Phone, phones } from './phone.ts'

interface NewPhone {
  name: string
  phone_number: string
  phone_type: string
  /** ISO 3166-1 alpha-2; null where it is not known. */
  country: string | null
  send_paused: boolean
  keeps_send_limit?: boolean
  tariff?: Phone['tariff']
}

/** What the app tells of a phone in good order. */
const ANDROID: Phone['android'] = {
  battery: 95,
  charging: false,
  internet_type: 'WIFI',
  app_version: '3.1.17',
  android_sdk: 33,
  mccmnc: '310260',
  manufacturer: 'Google',
  model: 'Pixel 6',
  send_limit: 900,
}

/** Adds a phone, which sends and receives at its number from now on. @throws Refusal where somebody else receives there */
export function createPhone(world: World, project: Project, { phone_number: written, ...given }: NewPhone): Phone {
  const phone_number = toPhoneNumber(written, given.country)
  const address = toAddress(phone_number)
  const book = world.collection(routes)
  if (book.get(address))
    throw new Refusal(
      'exists',
      `Somebody receives at "${address}" already. Choose another phone_number, or delete what has it.`,
    )
  const now = Math.floor(world.now / 1000)
  const phone = world.collection(phones).insert({
    id: newId(world, 'phone'),
    sequence: 0,
    project_id: project.id,
    name: given.name,
    phone_number,
    phone_type: given.phone_type,
    country: given.country,
    send_paused: given.send_paused,
    time_created: now,
    last_active_time: now,
    vars: NO_VARS,
    android: given.phone_type === 'android' ? ANDROID : null,
    keeps_send_limit: given.keeps_send_limit ?? false,
    tariff: given.tariff ?? null,
  })
  book.insert({ id: address, sequence: 0, provider: 'telerivet', account: phone.id })
  return phone
}

import { routes } from '../../core/network/route.ts'
import type { World } from '../../core/world.ts'
import { apiKeyOf } from './dialect/auth.ts'
import { newId } from './dialect/ids.ts'
import { NO_VARS } from './dialect/vars.ts'
import { organizations } from './organizations/organization.ts'
import { phones } from './phones/phone.ts'
import { createProject } from './projects/create-project.ts'
import { projects } from './projects/project.ts'

const PHONE_NUMBER = '+16505550001'

/** What an account holds on its first day: an organization with a project with a phone. */
export function furnish(world: World): void {
  const organization = world.collection(organizations).insert({
    id: newId(world, 'organization'),
    sequence: 0,
    name: 'Example Organization',
    timezone_id: 'America/Los_Angeles',
  })
  const project = createProject(world, organization, { name: 'Example Project', auto_create_contacts: true })
  const now = Math.floor(world.now / 1000)
  const phone = world.collection(phones).insert({
    id: newId(world, 'phone'),
    sequence: 0,
    project_id: project.id,
    name: 'Android Phone 1',
    phone_number: PHONE_NUMBER,
    phone_type: 'android',
    country: 'US',
    send_paused: false,
    time_created: now,
    last_active_time: now,
    vars: NO_VARS,
    android: {
      battery: 95,
      charging: false,
      internet_type: 'WIFI',
      app_version: '3.1.17',
      android_sdk: 33,
      mccmnc: '310260',
      manufacturer: 'Google',
      model: 'Pixel 6',
      send_limit: 900,
    },
  })
  world.collection(routes).insert({ id: PHONE_NUMBER, sequence: 0, provider: 'telerivet', account: phone.id })
}

/** What a client logs in with, and the first of what there is. */
export function credentialsOf(world: World): Record<string, string> {
  const phone = world.collection(phones).all().at(0)
  const project = phone ? world.collection(projects).get(phone.project_id) : world.collection(projects).all().at(0)
  return {
    api_key: apiKeyOf(world),
    organization_id: project?.organization_id ?? '',
    project_id: project?.id ?? '',
    phone_id: phone?.id ?? '',
    phone_number: phone?.phone_number ?? '',
  }
}

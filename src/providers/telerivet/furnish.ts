import type { World } from '../../core/world.ts'
import { apiKeys, secretOf } from './api-keys/api-key.ts'
import { createApiKey } from './api-keys/create-api-key.ts'
import { newId } from './dialect/ids.ts'
import { organizations } from './organizations/organization.ts'
import { createPhone } from './phones/create-phone.ts'
import { phones } from './phones/phone.ts'
import { createProject } from './projects/create-project.ts'
import { projects } from './projects/project.ts'
import { createUser } from './users/create-user.ts'

/** What an account holds on its first day: an organization, a key to all of it, and a project with a phone. */
export function furnish(world: World): void {
  const organization = world.collection(organizations).insert({
    id: newId(world, 'organization'),
    sequence: 0,
    name: 'Example Organization',
    timezone_id: 'America/Los_Angeles',
    plan: 'paid',
    balance: '0.00',
  })
  createUser(world, { email: 'owner@example.com', name: 'Example Owner', organization, project: null })
  createApiKey(world, { name: 'API key', organization, project: null })
  const project = createProject(world, organization, { name: 'Example Project', auto_create_contacts: true })
  createPhone(world, project, {
    name: 'Android Phone 1',
    phone_number: '+16505550001',
    phone_type: 'android',
    country: 'US',
    send_paused: false,
  })
}

/** What a client logs in with, and what it starts from: the first key, and the first of each that it opens. */
export function credentialsOf(world: World): Record<string, string> {
  const key = world.collection(apiKeys).all().at(0)
  const only = key?.project_id ?? null
  const phone = world
    .collection(phones)
    .all()
    .find(({ project_id }) => only === null || project_id === only)
  const project = world
    .collection(projects)
    .all()
    .find(({ id }) => id === (only ?? phone?.project_id ?? id))
  return {
    api_key: key ? secretOf(world, key.id) : '',
    organization_id: project?.organization_id ?? '',
    project_id: project?.id ?? '',
    phone_id: phone?.id ?? '',
    phone_number: phone?.phone_number ?? '',
  }
}

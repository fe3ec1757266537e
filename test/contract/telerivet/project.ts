import type { WorldOptions } from '../../../src/core/worlds.ts'
import { type Answer, type CallOptions, type TestWorld, basic, startWorld } from '../../support/world.ts'

/** A world seen by somebody who has the API key of its Telerivet project; paths begin below the project. */
export interface TestProject extends TestWorld {
  project: string
  phone: string
  get: (path: string) => Promise<Answer>
  post: (path: string, body?: unknown) => Promise<Answer>
  put: (path: string) => Promise<Answer>
  delete: (path: string) => Promise<Answer>
}

export async function startProject(options: WorldOptions = {}): Promise<TestProject> {
  const world = await startWorld(options)
  const { api_key, project_id, phone_id } = world.credentials.telerivet!
  const project = `/v1/projects/${project_id}`
  const call = (method: string, path: string, given: CallOptions = {}) =>
    world.call(method, project + path, { ...given, headers: basic(api_key!) })
  return Object.assign(world, {
    project,
    phone: phone_id!,
    get: (path: string) => call('GET', path),
    post: (path: string, body?: unknown) => call('POST', path, body === undefined ? {} : { body }),
    put: (path: string) => call('PUT', path),
    delete: (path: string) => call('DELETE', path),
  })
}

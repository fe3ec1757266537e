import type { WorldOptions } from '../../../src/core/worlds.ts'
import { type Answer, type CallOptions, type TestWorld, startWorld } from '../../support/world.ts'

export interface Workspace extends TestWorld {
  /** The header that proves who calls. */
  auth: Record<string, string>
  /** A call with the workspace's key; paths are those behind /api/v2/. */
  get: (path: string) => Promise<Answer>
  post: (path: string, body?: unknown, options?: CallOptions) => Promise<Answer>
  remove: (path: string) => Promise<Answer>
  channel: string
  address: string
}

/** A world of its own, called with its key. */
export async function startWorkspace(options: WorldOptions = {}): Promise<Workspace> {
  const world = await startWorld(options)
  const { token, channel, address } = world.credentials['rapidpro']!
  const auth = { authorization: `Token ${token}` }
  const call = (method: string, path: string, given: CallOptions = {}) =>
    world.call(method, `/api/v2/${path}`, { ...given, headers: { ...auth, ...given.headers } })
  return Object.assign(world, {
    auth,
    channel: channel!,
    address: address!,
    get: (path: string) => call('GET', path),
    post: (path: string, body?: unknown, given: CallOptions = {}) =>
      call('POST', path, { ...(body !== undefined && { body }), ...given }),
    remove: (path: string) => call('DELETE', path),
  })
}

import { routes } from '../../../src/core/network/route.ts'
import type { WorldOptions } from '../../../src/core/worlds.ts'
import { type Channel, channelRows } from '../../../src/providers/rapidpro/channels/channel.ts'
import { type Answer, type CallOptions, type TestWorld, startWorld } from '../../support/world.ts'

export interface Workspace extends TestWorld {
  /** The header that proves who calls. */
  auth: Record<string, string>
  /** A call with the workspace's key; paths are those behind /api/v2/. */
  get: (path: string) => Promise<Answer>
  post: (path: string, body?: unknown, options?: CallOptions) => Promise<Answer>
  remove: (path: string) => Promise<Answer>
  /** A file as a form carries it. */
  upload: (bytes: Uint8Array<ArrayBuffer> | string, name: string, type: string) => Promise<Answer>
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
    async upload(bytes: Uint8Array<ArrayBuffer> | string, name: string, type: string) {
      const form = new FormData()
      form.append('file', new File([bytes], name, { type }))
      const sent = new Request(world.url, { method: 'POST', body: form })
      const headers = { 'content-type': sent.headers.get('content-type')! }
      return call('POST', 'media.json', { raw: new Uint8Array(await sent.arrayBuffer()), headers })
    },
  })
}

/** A second channel of the workspace, which no endpoint makes: like the first, with an address of its own. */
export function addChannel({ world, channel }: Workspace, address: string): Channel {
  const draft = { ...channelRows(world).get(channel)!, sequence: 0, id: world.random.uuid('rapidpro.channel'), address }
  world.collection(routes).insert({ id: address, provider: 'rapidpro', account: draft.id })
  return channelRows(world).insert(draft as Channel & { sequence: 0 })
}

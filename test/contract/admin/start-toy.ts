import type { World } from '../../../src/core/world.ts'
import type { WorldOptions } from '../../../src/core/worlds.ts'
import { adminOf } from '../../../src/admin/index.ts'
import { type Running, type StartOptions, start } from '../../../src/server/start.ts'
import { answerFitsSchema } from '../../support/fits-schema.ts'
import { type Receiver, startReceiver } from '../../support/receiver.ts'
import { toy } from '../../support/toy-provider.ts'
import { type Answer, type CallOptions, request } from '../../support/world.ts'

let running: Promise<Running> | undefined
let made = 0

/** A server of the toy provider alone; with options of its own, or the one that all tests of this worker share. */
export function serveToy(options?: Partial<StartOptions>): Promise<Running> {
  const begin = () => start({ providers: [toy], admin: adminOf, onAnswer: answerFitsSchema, ...options })
  return options ? begin() : (running ??= begin())
}

export interface ToyWorld {
  url: string
  id: string
  readonly world: World
  running: Running
  receiver: Receiver
  call: (method: string, path: string, options?: CallOptions) => Promise<Answer>
  admin: (method: string, path: string, body?: unknown) => Promise<Answer>
  advance: (by: number | string) => Promise<Answer>
  /** Sends a text whose state is told to the receiver. */
  send: (more?: object) => Promise<Answer>
  /** The same world under another name: a fork, or one of the same options. */
  at: (id: string) => Omit<ToyWorld, 'receiver'>
}

/** A fresh world with the toy provider. */
export async function startToyWorld(options: WorldOptions = {}, server?: Running): Promise<ToyWorld> {
  const own = server ?? (await serveToy())
  const { id } = own.simulator.create({ id: `toy-${++made}`, seed: 'test', ...options })
  const receiver = await startReceiver()
  const at = (name: string): Omit<ToyWorld, 'receiver'> => {
    const key = () => own.simulator.worlds.get(name).credentials['toy']!['key']!
    const call = (method: string, path: string, given: CallOptions = {}) =>
      request(own.url + path, method, { ...given, headers: { authorization: `Bearer ${key()}`, ...given.headers } })
    const admin = (method: string, path: string, body?: unknown) =>
      request(`${own.url}/_textbed/worlds/${name}${path}`, method, body === undefined ? {} : { body })
    return {
      url: own.url,
      id: name,
      get world() {
        return own.simulator.worlds.get(name)
      },
      running: own,
      call,
      admin,
      advance: (by) => admin('POST', '/clock/advance', by === 'idle' ? { until: 'idle' } : { by }),
      send: (more = {}) =>
        call('POST', '/toy/messages', {
          body: { to: '+250788123123', text: 'hello', status_url: `${receiver.url}/status`, ...more },
        }),
      at,
    }
  }
  const first = at(id)
  return Object.defineProperties({ receiver }, Object.getOwnPropertyDescriptors(first)) as ToyWorld
}

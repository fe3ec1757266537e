import type { WorldOptions } from '../../../src/core/worlds.ts'
import { type Answer, basic, type CallOptions, startWorld, type TestWorld } from '../../support/world.ts'

export interface OpenAccount {
  world: TestWorld
  authId: string
  token: string
  /** Calls what lies under the account's own path, with its credentials. */
  call: (method: string, path: string, options?: CallOptions) => Promise<Answer>
  /** Sends from the account's number, unless told otherwise; answers the uuids. */
  send: (body?: Record<string, unknown>) => Promise<string[]>
  read: (uuid: string) => Promise<Answer['body']>
}

/** A fresh world, seen from its Plivo account. */
export async function openAccount(options?: WorldOptions): Promise<OpenAccount> {
  const world = await startWorld(options)
  const { auth_id: authId, auth_token: token } = world.credentials['plivo']! as { auth_id: string; auth_token: string }
  const call: OpenAccount['call'] = (method, path, given = {}) =>
    world.call(method, `/v1/Account/${authId}${path}`, {
      ...given,
      headers: { ...basic(authId, token), ...given.headers },
    })
  return {
    world,
    authId,
    token,
    call,
    async send(body) {
      const answer = await call('POST', '/Message/', {
        body: { src: '14155550100', dst: '14155550123', text: 'Hello', ...body },
      })
      if (answer.status !== 202) throw new Error(`sending answered ${answer.status}: ${answer.text}`)
      return answer.body.message_uuid
    },
    read: async (uuid) => (await call('GET', `/Message/${uuid}/`)).body,
  }
}

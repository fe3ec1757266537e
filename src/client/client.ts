import type { Health, World } from './answers.ts'
import { type Method, ask } from './ask.ts'
import type { NewWorld } from './requests.ts'
import { WorldClient } from './world-client.ts'

/** Where textbed listens unless something else is said; the port spells TEXT. */
const USUAL_URL = 'http://127.0.0.1:8398'

/**
 * The admin API of a textbed that runs somewhere: one method for each operation, and what it answers as it came.
 * Everything is refused with `Refused`, whose message is textbed's own sentence, or with `NotThere`.
 */
export class Client {
  /** Where it listens, without a slash at the end. */
  readonly url: string

  constructor(url: string = USUAL_URL) {
    this.url = url.replace(/\/+$/, '')
  }

  health(): Promise<Health> {
    return this.ask('GET', '/healthz')
  }

  /** Creates a world, furnished with an account at every platform. */
  createWorld(options: NewWorld = {}): Promise<World> {
    return this.ask('POST', '/_textbed/worlds', options)
  }

  async listWorlds(): Promise<World[]> {
    return (await this.ask<{ worlds: World[] }>('GET', '/_textbed/worlds')).worlds
  }

  /** What can be done with a world that is there; nothing is asked yet. */
  world(id: string): WorldClient {
    return new WorldClient(this.url, id)
  }

  /** Whatever else textbed can be asked, by method and path. */
  ask<T>(method: Method, path: string, body?: object): Promise<T> {
    return ask<T>(this.url, method, path, body)
  }
}

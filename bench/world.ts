import { PLACE, load } from './load.ts'
import {
  CLIENTS,
  type Client,
  OPERATIONS,
  type Operation,
  type Request,
  type SendAnswer,
  type Sent,
} from './operations.ts'
import type { Server } from './servers/server.ts'

/** A provider's account on a server, with messages in it: what the load is made of. */
export class Account {
  readonly #sent: Sent[] = []

  constructor(
    readonly server: Server,
    readonly client: Client,
  ) {}

  /** Sends one by one, and remembers the ids: the first 50 to one contact, the rest spread over 999 others. */
  async begin(count: number): Promise<void> {
    if (this.#sent.length === 0) await this.#meet()
    for (let index = this.#sent.length, end = index + count; index < end; index++) {
      const to = phone(index < LISTED ? 0 : 1 + (index % OTHERS))
      const said = textOf(String(index).padStart(PLACE.length, 'x'))
      const answer = await call<SendAnswer>(this.server, this.client.send(to, said))
      this.#sent.push(this.client.sent(answer, to))
    }
  }

  /** Calls enough of each kind for the compiler on the other side to have done its work. */
  async warmUp(): Promise<void> {
    for (const operation of OPERATIONS) await load(this.server, this.requests(operation), { calls: 2000 })
  }

  /** Many more, to the 999 others. */
  async grow(count: number): Promise<void> {
    await load(this.server, this.requests('send'), { calls: count })
  }

  async #meet(): Promise<void> {
    for (let index = 0; index <= OTHERS && this.client.meet; index++)
      await call(this.server, this.client.meet(phone(index)))
  }

  requests(operation: Operation): Request[] {
    const { client } = this
    if (operation === 'send')
      return Array.from({ length: OTHERS }, (_, index) => client.send(phone(1 + index), textOf(PLACE)))
    if (operation === 'get') return this.#sent.map(({ id }) => client.get(id))
    return [client.list(this.#sent[0]!.contact)]
  }
}

const LISTED = 50
const OTHERS = 999

const phone = (index: number): string => `+250788${String(index).padStart(6, '0')}`
const textOf = (number: string): string => `Your table ${number} is ready: please come before 19:30.`

/** A call of the bench's own, before or after what is measured. */
export async function call<A>({ url }: Server, { method, path, headers, body }: Request): Promise<A> {
  const answer = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }) })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 500)}`)
  return (text === '' ? undefined : JSON.parse(text)) as A
}

/** How long an answer is. */
export async function bytesOf({ url }: Server, { method, path, headers }: Request): Promise<number> {
  const answer = await fetch(url + path, { method, headers })
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`)
  return (await answer.arrayBuffer()).byteLength
}

/** Steers the worlds of a server. @param body or its JSON */
export const steer = <A>(
  server: Server,
  method: Request['method'],
  path: string,
  body: object | string = {},
): Promise<A> =>
  call(server, {
    method,
    path: `/_textbed/worlds${path}`,
    headers: JSON_TYPE,
    ...(method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })

const JSON_TYPE = { 'content-type': 'application/json' }

export interface WorldAnswer {
  id: string
  credentials: Record<string, Record<string, string>>
}

/** An account at a provider in a world of its own, whose clock moves when told. */
export async function freshAccount(server: Server, provider: string, world = 'bench'): Promise<Account> {
  const { credentials } = await steer<WorldAnswer>(server, 'POST', '', { id: world })
  return new Account(server, CLIENTS[provider]!(credentials[provider]!))
}

/** Warms a server up in a world that is thrown away. */
export async function warmUp(server: Server, provider: string): Promise<void> {
  const account = await freshAccount(server, provider, 'warm-up')
  await account.begin(100)
  await account.warmUp()
  await steer(server, 'DELETE', '/warm-up')
}

/** What stands for an account on a server that asks for no credentials. */
export const ordinaryAccount = (server: Server, provider: string): Account =>
  new Account(server, CLIENTS[provider]!(ANY))

const ANY = {
  api_key: 'any',
  project_id: 'PJ1',
  token: 'any',
  auth_id: 'MA1',
  auth_token: 'any',
  number: '14155550100',
}

import type { TestWorld } from './world.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- as the client, which takes what it gets
export type Found = any

type Given = Record<string, unknown>

/** What the client does where it is told to wait: it sleeps. */
type Sleep = (seconds: number) => Promise<unknown>

const MOST_TRIES = 5

/** Speaks as the official Python client does: its headers, its JSON, its way of walking lists and of waiting. */
export class TembaClient {
  readonly #root: string
  readonly #headers: Record<string, string>

  constructor({ url, credentials }: Pick<TestWorld, 'url' | 'credentials'>) {
    this.#root = `${url}/api/v2`
    this.#headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Token ${credentials['rapidpro']!['token']}`,
      'user-agent': 'my-app rapidpro-python/2.22.2',
      'accept-encoding': 'gzip, deflate',
    }
  }

  getRaw(endpoint: string, params: Given = {}): Promise<Found> {
    return this.#request('GET', this.#addressOf(endpoint), params)
  }

  post(endpoint: string, params: Given, payload: Given): Promise<Found> {
    return this.#request('POST', this.#addressOf(endpoint), params, payload)
  }

  remove(endpoint: string, params: Given): Promise<Found> {
    return this.#request('DELETE', this.#addressOf(endpoint), params)
  }

  /** All rows, page after page; told to wait, it does where it has something to sleep by. */
  async all(endpoint: string, params: Given = {}, sleep?: Sleep): Promise<Found[]> {
    const results: Found[] = []
    for await (const page of this.fetches(endpoint, params, sleep)) results.push(...page.results)
    return results
  }

  /** Page after page, until there is no next one or one is empty. */
  async *fetches(endpoint: string, params: Given = {}, sleep?: Sleep): AsyncGenerator<Found> {
    let address: string | null = this.#addressOf(endpoint)
    let given = params
    while (address !== null) {
      const page: Found = await this.#patiently(address, given, sleep)
      if (page.results.length === 0) return
      yield page
      address = page.next
      given = {}
    }
  }

  async #patiently(address: string, params: Given, sleep: Sleep | undefined): Promise<Found> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#request('GET', address, params)
      } catch (error) {
        const seconds = /^TembaRateExceededError (\d+)$/.exec((error as Error).message)?.[1]
        if (!sleep || seconds === undefined || tries === MOST_TRIES) throw error
        await sleep(Number(seconds))
      }
    }
  }

  #addressOf(endpoint: string): string {
    return `${this.#root}/${endpoint}.json`
  }

  async #request(method: string, address: string, params: Given, payload: Given = {}): Promise<Found> {
    const query = new URLSearchParams(
      Object.entries(withoutNone(params)).flatMap(([name, value]) =>
        // Lists are repeated names.
        [value].flat().map((one): [string, string] => [name, String(one)]),
      ),
    ).toString()
    const joint = query === '' ? '' : address.includes('?') ? '&' : '?'
    const sent = withoutNone(payload)
    // Nothing to send is sent as no body at all, not as {}.
    const body = Object.keys(sent).length > 0 ? JSON.stringify(sent) : undefined
    const answer = await fetch(address + joint + query, { method, headers: this.#headers, ...(body && { body }) })
    if (answer.status === 403) throw new Error('TembaTokenError')
    if (answer.status === 404) throw new Error('TembaNoSuchObjectError')
    if (answer.status === 429) throw new Error(`TembaRateExceededError ${answer.headers.get('retry-after')}`)
    if (answer.status === 400) throw new Error(`TembaBadRequestError ${await answer.text()}`)
    if (answer.status >= 300) throw new Error(`TembaHttpError ${answer.status}`)
    const text = await answer.text()
    return text === '' ? null : JSON.parse(text)
  }
}

/** None is not sent, truths are 1 and 0, objects their uuid or whatever else they are named by. */
function withoutNone(given: Given): Given {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, serialize(value)]),
  )
}

function serialize(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(serialize)
  if (typeof value === 'boolean') return Number(value)
  const { uuid, id, key } = Object(value) as Record<string, unknown>
  return uuid ?? id ?? key ?? value
}

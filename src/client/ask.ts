/** Textbed answered that it will not: the message is its own sentence, which says what is there and what to do. */
export class Refused extends Error {
  override readonly name = 'Refused'

  constructor(
    message: string,
    /** The status of the answer. */
    readonly status: number,
    /** The kind of problem, such as `not_found`, `invalid`, `unmet` or `unfinished`. */
    readonly code: string,
    /** The parameter at fault, where it is one. */
    readonly param: string | undefined,
    /** The whole answer: that of `expect` also tells what came instead. */
    readonly answer: unknown,
  ) {
    super(message)
  }
}

/** Nobody answers at the address, or somebody who is not textbed. */
export class NotThere extends Error {
  override readonly name = 'NotThere'
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * One call of the admin API.
 * @param url where textbed listens, without a slash at its end
 * @returns the answer as it came; the type is what the document says of it
 * @throws Refused where textbed will not
 * @throws NotThere where no textbed answers
 */
export async function ask<T>(url: string, method: Method, path: string, body?: object): Promise<T> {
  const answer = await reach(url, method, path, body)
  if (answer.status === 204) return undefined as T
  return readAnswer<T>(answer, url, `${method} ${path}`)
}

/** What an answer says. @param what was asked @throws Refused, NotThere */
export async function readAnswer<T>(answer: Response, url: string, what: string): Promise<T> {
  const written = await answer.text()
  const value = read(written)
  if (answer.ok && value !== undefined) return value as T
  const { error } = (value ?? {}) as { error?: { message?: string; code?: string; param?: string } }
  if (typeof error?.message !== 'string')
    throw new NotThere(
      `What listens at ${url} answered ${what} with ${answer.status}, and not as textbed does. Is another program there, or a proxy on the way?`,
    )
  throw new Refused(error.message, answer.status, error.code ?? 'unknown', error.param, value)
}

/** A path with a query; what is undefined is left out. */
export function withQuery(path: string, query: object): string {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value))
  return given.size === 0 ? path : `${path}?${given.toString()}`
}

/** The answer as it begins. @throws NotThere */
export async function reach(url: string, method: Method, path: string, body?: object): Promise<Response> {
  try {
    return await fetch(url + path, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
  } catch (error) {
    throw new NotThere(
      `Nobody answers at ${url} (${whyOf(error)}). Start textbed, by npx textbed, or say where it is in TEXTBED_URL.`,
      { cause: error },
    )
  }
}

/** What `fetch` has to say stands in the cause of what it throws. */
function whyOf(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message: string }
  return cause?.code ?? cause?.message ?? message
}

function read(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return undefined
  }
}

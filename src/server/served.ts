import type { HttpResponse } from '../http/message.ts'
import type { ArrivedRequest } from './adapt.ts'
import { passed } from './real-time.ts'
import type { Destination } from './router.ts'

/** A call that was answered, whoever answered it. */
export interface Served {
  method: string
  /** As it was called, with the world that it names. */
  path: string
  query: string
  /** 0 where the connection was broken off instead. */
  status: number
  /** The id of the world that it was about; undefined where it was about none. */
  world: string | undefined
  /** The operation that it asked for; undefined where it asked for no API. */
  operation: string | undefined
  /** The body of a refusal. */
  refused: string | undefined
  /** From its arrival to its answer's head, real milliseconds. */
  took: number
}

export type OnServed = (served: Served) => void

/** Begins to measure a call; answers how to tell of its end. */
export function watchCall(
  request: ArrivedRequest,
  destination: Destination | undefined,
  named: string | undefined,
  onServed: OnServed,
): (answer: Pick<HttpResponse, 'status' | 'body'>) => void {
  const began = passed()
  const { method, path, query, prefix } = request
  return ({ status, body }) =>
    onServed({
      method,
      path: prefix === '' ? path : prefix + path,
      query,
      status,
      world: request.world ?? named ?? destination?.params['world'],
      operation: destination?.endpoint.id,
      refused: status >= 400 && typeof body === 'string' ? body : undefined,
      took: passed() - began,
    })
}

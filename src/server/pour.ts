import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { CallerGone, type Pieces, Stopping } from '../http/message.ts'
import { breathing } from './real-time.ts'
import { report } from './report.ts'

/**
 * Sends a body piece by piece, no faster than it is taken. Whoever goes ends it. Where it breaks, the connection is cut, so
 * that nobody takes what has come for the whole. Never rejects.
 */
export async function pour(pieces: Pieces, response: ServerResponse): Promise<void> {
  const taker = new Taker(response.req.socket)
  response.on('error', ignore)
  try {
    const iterator = pieces[Symbol.asyncIterator]()
    try {
      // Who asks for the head alone gets no piece; who waits for the first one has the head at once.
      if (response.req.method === 'HEAD') response.end()
      else await send(iterator, response, taker)
    } finally {
      await iterator.return?.()
    }
  } catch (error) {
    if (!(error instanceof CallerGone || error instanceof Stopping)) report('an answer broke off', error)
    response.destroy()
  } finally {
    taker.dismiss()
  }
}

async function send(
  iterator: AsyncIterator<string | Uint8Array>,
  response: ServerResponse,
  taker: Taker,
): Promise<void> {
  const others = breathing()
  response.flushHeaders()
  for (;;) {
    const next = await taker.orGone(iterator.next())
    if (!next || taker.gone) return
    if (next.done) {
      response.end()
      return
    }
    if (!response.write(next.value)) await taker.orGone(drained(response))
    const turn = others.breathe()
    if (turn) await turn
    if (taker.gone) return
  }
}

/** Whoever takes an answer: there as long as the connection is. A response that waits behind another is not told of its end. */
class Taker {
  gone: boolean
  #leave = (): void => {}
  readonly #end = (): void => {
    this.gone = true
    this.#leave()
  }

  constructor(readonly socket: Socket) {
    this.gone = socket.destroyed
    socket.once('close', this.#end)
  }

  /** As `waiting`, or undefined once the taker has gone: what is waited for may never come. */
  orGone<T>(waiting: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      this.#leave = () => resolve(undefined)
      waiting.then(resolve, reject)
    })
  }

  dismiss(): void {
    this.socket.off('close', this.#end)
  }
}

const drained = (response: ServerResponse): Promise<void> => new Promise((resolve) => response.once('drain', resolve))

/** Whoever hangs up is told of by the connection's end. */
const ignore = (): void => {}

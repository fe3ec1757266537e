import type { IncomingMessage } from 'node:http'
import type { HttpRequest } from '../http/message.ts'
import type { PiecewiseRequest } from './piecewise-request.ts'

type Body = Pick<HttpRequest, 'body' | 'bodyProblem'> & { packed: boolean }

const NO_BODY: Body = { body: null, bodyProblem: null, packed: false }
const TOO_LARGE: Body = { body: null, bodyProblem: 'too_large', packed: false }
const UNKNOWN_ENCODING: Body = { body: null, bodyProblem: 'unknown_encoding', packed: false }

/**
 * Reads a body of at most `limit` bytes as it arrives, without unpacking it: that is done once somebody wants to know what
 * is in it. What is wrong with it is left to the dialect to word. Of a body that breaks off nothing is ever done.
 */
export function readBody(request: PiecewiseRequest, limit: number, done: (body: Body) => void): void {
  const packing = packingOf(request)
  if (packing === undefined) return drain(request, () => done(UNKNOWN_ENCODING))
  if (Number(request.headers['content-length']) > limit) return drain(request, () => done(TOO_LARGE))
  let pieces: Buffer[] = []
  let size = 0
  request.handTo((piece) => {
    if (piece === null) return done(size === 0 ? NO_BODY : { body: inOne(pieces), bodyProblem: null, packed: packing })
    size += piece.length
    if (size <= limit) pieces.push(piece)
    else {
      pieces = []
      request.handBack()
      drain(request, () => done(TOO_LARGE))
    }
  })
  request.on('error', ignore)
}

const inOne = (pieces: Buffer[]): Buffer => (pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces))

/** Beyond this many bytes nobody waits for the end of a body that is refused. */
const PATIENCE = 64 * 1024 * 1024

/**
 * Reads away what is left of a body, up to a bound, and says when that is over. A client that is answered while it is
 * still sending may see a broken connection in the place of the answer.
 */
export function drain(request: IncomingMessage, done: () => void): void {
  let size = 0
  const read = (chunk: Buffer) => {
    size += chunk.length
    if (size <= PATIENCE) return
    request.off('data', read).off('end', done)
    done()
  }
  request.on('data', read).on('end', done).on('error', ignore)
}

/** Whether a body comes with the call at all. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'

/** Whether the body is packed; undefined where it is in a way that nobody here can undo. */
function packingOf({ headers }: IncomingMessage): boolean | undefined {
  const name = headers['content-encoding']?.trim().toLowerCase()
  if (!name || name === 'identity') return false
  return name === 'gzip' || name === 'x-gzip' ? true : undefined
}

/** Whoever hangs up half-way is owed no answer. */
const ignore = (): void => {}

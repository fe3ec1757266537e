import type { IncomingMessage, ServerResponse } from 'node:http'
import type { KnownBasics } from '../http/basic.ts'
import { CallerGone, type HttpRequest, type HttpResponse, type TextResponse } from '../http/message.ts'
import { pour } from './pour.ts'
import { report } from './report.ts'

/** Node's request as ours. Absolute links are worked out only where somebody asks for them. */
export class ArrivedRequest implements HttpRequest {
  readonly method: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly rawHeaders: readonly string[]
  basic: HttpRequest['basic'] = undefined
  body: Uint8Array | null = null
  packed = false
  bodyProblem: HttpRequest['bodyProblem'] = null
  /** The id of the world that it was found to be about. */
  world: string | undefined = undefined
  #answer: ServerResponse | undefined
  #ending: AbortSignal | undefined
  #signal: AbortSignal | undefined

  constructor(
    readonly incoming: IncomingMessage,
    readonly path: string,
    readonly query: string,
    /** `/w/<world>` where the caller wrote it. */
    readonly prefix: string,
    readonly basics: KnownBasics,
  ) {
    this.method = incoming.method ?? 'GET'
    this.headers = incoming.headers as Record<string, string | undefined>
    this.rawHeaders = incoming.rawHeaders
  }

  get origin(): string {
    return `http://${this.headers['host'] ?? 'localhost'}${this.prefix}`
  }

  /** Says whose end ends the wait for an answer: the connection's, or the server's. */
  awaited(answer: ServerResponse, ending: AbortSignal): void {
    this.#answer = answer
    this.#ending = ending
  }

  /** Made only where somebody asks for it: most calls never wait. */
  get signal(): AbortSignal {
    return (this.#signal ??= signalOf(this.#answer, this.#ending))
  }

  get ip(): string {
    return this.incoming.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1'
  }
}

function signalOf(answer: ServerResponse | undefined, ending: AbortSignal | undefined): AbortSignal {
  const controller = new AbortController()
  const { signal } = controller
  const end = () => controller.abort(ending!.reason)
  if (ending?.aborted) end()
  else ending?.addEventListener('abort', end, { signal })
  if (answer) whenGone(answer, () => controller.abort(new CallerGone()))
  return signal
}

/** One that stands behind another of its connection is not closed with it; one that was sent is closed, too. */
function whenGone(answer: ServerResponse, tell: () => void): void {
  const { socket } = answer.req
  if (answer.destroyed || socket.destroyed) return tell()
  socket.once('close', tell)
  answer.once('close', () => {
    socket.off('close', tell)
    tell()
  })
}

/** Bytes from which on a copy costs more than a second piece to write. */
const LONG = 4096

/** Node puts head and text into one, which copies the text; held back until the end, the two go out together all the same. */
function sendHeadApart(response: ServerResponse): void {
  response.socket?.cork()
  response.flushHeaders()
}

/** Our answer onto Node's: one head, one body, or one piece of it after the other. */
export function write(response: ServerResponse, { status, headers, body, reset, error }: HttpResponse): void {
  if (error !== undefined) report('a call failed', error)
  if (reset) {
    response.socket?.resetAndDestroy()
    return
  }
  if (response.writableEnded || response.destroyed) return
  if (body === null) {
    const length = status === 204 || status === 304 ? {} : { 'content-length': '0' }
    response.writeHead(status, { ...headers, ...length }).end()
    return
  }
  if (typeof body === 'string' || body instanceof Uint8Array) {
    const length = Buffer.byteLength(body)
    // Of a text that is all ASCII Node need not work out a second time how many bytes it has, and copies them as they are.
    const encoding = length === body.length ? 'latin1' : 'utf8'
    response.writeHead(status, { ...headers, 'content-length': String(length) })
    if (length > LONG) sendHeadApart(response)
    response.end(body, encoding)
  } else void pour(body, response.writeHead(status, headers))
}

/** An answer in nobody's dialect: textbed's own words, for what belongs to no API, and for what no dialect could word. */
export const plainAnswer = (
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): TextResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ error: { code, message } }),
})

/** The last resort: what could not even be written is answered with next to nothing, and whatever happens, nobody throws. */
export function writeFailure(response: ServerResponse, error: unknown): void {
  report('an answer could not be written', error)
  if (response.headersSent) response.destroy()
  else write(response, plainAnswer(500, 'failed', messageOf(error)))
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

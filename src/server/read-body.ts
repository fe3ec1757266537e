import type { IncomingMessage } from 'node:http'
import { gunzip } from 'node:zlib'
import type { HttpRequest } from '../http/message.ts'

type Body = Pick<HttpRequest, 'body' | 'bodyProblem'>

const NO_BODY: Body = { body: null, bodyProblem: null }

/** Reads and unpacks a body of at most `limit` bytes; what is wrong with it is left to the dialect to word. */
export function readBody(request: IncomingMessage, limit: number, done: (body: Body) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  let ended = false
  const end = (body: Body) => {
    if (ended) return
    ended = true
    done(body)
  }
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
    // Beyond the limit a body is still read to its end, up to a point, so that the client can hear the refusal.
    else if (size > limit + PATIENCE) end({ body: null, bodyProblem: 'too_large' })
  })
  request.on('end', () => {
    if (size > limit) end({ body: null, bodyProblem: 'too_large' })
    else if (size === 0) end(NO_BODY)
    else
      unpack(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks), request.headers['content-encoding'], limit, end)
  })
  request.on('error', () => end(NO_BODY))
}

const PATIENCE = 64 * 1024 * 1024

function unpack(bytes: Buffer, encoding: string | undefined, limit: number, end: (body: Body) => void): void {
  const name = encoding?.trim().toLowerCase()
  if (!name || name === 'identity') return end({ body: bytes, bodyProblem: null })
  if (name !== 'gzip' && name !== 'x-gzip') return end({ body: null, bodyProblem: 'unknown_encoding' })
  gunzip(bytes, { maxOutputLength: limit }, (error, unpacked) => {
    if (!error) return end({ body: unpacked, bodyProblem: null })
    end({
      body: null,
      bodyProblem: (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'broken_gzip',
    })
  })
}

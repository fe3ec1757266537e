import type { HttpRequest } from '../../../http/message.ts'
import { Problem } from '../../../http/problem.ts'
import { LIMITS } from './limits.ts'
import { type FormEntries, tooManyParameters } from './form.ts'

const refuse = (message: string): Problem => new Problem('malformed_body', message, { code: 'multipart' })

/**
 * The fields of a multipart form; files, and parts without a name, are passed over. The whole body is at hand, so its
 * parts are cut out where the boundary stands: there is no stream that could fail while nobody listens.
 * @throws Problem `malformed_body`
 */
export function readMultipart(request: HttpRequest, bytes: Uint8Array): FormEntries {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const mark = `--${boundaryOf(request)}`
  const line = Buffer.from(`\r\n${mark}`, 'latin1')
  const entries: [string, string][] = []
  let at = body.subarray(0, mark.length).equals(line.subarray(2)) ? mark.length : beyond(body, line, 0)
  for (let parts = 0; !isClosed(body, at); parts++) {
    if (parts === LIMITS.parameters) throw tooManyParameters()
    const [headers, start] = headersAt(body, at)
    const next = beyond(body, line, start - 2)
    const name = nameOf(headers)
    if (name !== undefined) entries.push([name, body.toString('utf8', start, Math.max(start, next - line.length))])
    at = next
  }
  return entries
}

/** Django takes no other boundaries. */
const BOUNDARY = /^[ -~]{0,200}[!-~]$/

function boundaryOf({ headers }: HttpRequest): string {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]*)"|([^\s;"]+))/i.exec(headers['content-type'] ?? '') ?? []
  const boundary = quoted ?? bare
  if (boundary === undefined || !BOUNDARY.test(boundary))
    throw refuse(`Invalid boundary in multipart: ${boundary ?? 'None'}`)
  return boundary
}

/** The place after the next line that holds the boundary. */
function beyond(body: Buffer, line: Buffer, from: number): number {
  const found = body.indexOf(line, from)
  if (found === -1) throw refuse('Unexpected end of multipart data')
  return found + line.length
}

/** Two dashes after the boundary end the form. */
const isClosed = (body: Buffer, at: number): boolean => body[at] === 0x2d && body[at + 1] === 0x2d

/** The headers of the part that begins at a boundary, and where its content begins. */
function headersAt(body: Buffer, at: number): [headers: string, start: number] {
  const end = body.subarray(at, at + LIMITS.partHeaders + 4).indexOf('\r\n\r\n')
  if (end !== -1) return [body.toString('utf8', at, at + end), at + end + 4]
  throw refuse(
    body.length - at > LIMITS.partHeaders
      ? 'Request max total header size exceeded.'
      : 'Unexpected end of multipart data',
  )
}

/** The name of a part that is a field; undefined for files and for parts without a name. */
function nameOf(headers: string): string | undefined {
  const disposition = /^content-disposition:\s*form-data\s*(;.*)$/im.exec(headers)?.[1]
  if (disposition === undefined || /;\s*filename\*?=/i.test(disposition)) return undefined
  const [, quoted, bare] = /;\s*name=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(disposition) ?? []
  return quoted?.replace(/\\(.)/g, '$1') ?? bare
}

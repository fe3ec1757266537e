import type { HttpRequest } from '../../../http/message.ts'
import { Problem } from '../../../http/problem.ts'
import type { UploadedFile } from './files.ts'
import { LIMITS } from './limits.ts'
import { type FormEntries, tooManyParameters } from './form.ts'

const refuse = (message: string): Problem => new Problem('malformed_body', message, { code: 'multipart' })

/**
 * The fields and files of a multipart form; parts without a name are passed over. The whole body is at hand, so its parts
 * are cut out where the boundary stands: there is no stream that could fail while nobody listens.
 * @throws Problem `malformed_body`
 */
export function readMultipart(request: HttpRequest, bytes: Uint8Array): FormEntries {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const mark = `--${boundaryOf(request)}`
  const line = Buffer.from(`\r\n${mark}`, 'latin1')
  const entries: [string, string | UploadedFile][] = []
  let at = body.subarray(0, mark.length).equals(line.subarray(2)) ? mark.length : beyond(body, line, 0)
  for (let parts = 0; !isClosed(body, at); parts++) {
    if (parts === LIMITS.parameters) throw tooManyParameters()
    const [headers, start] = headersAt(body, at)
    const next = beyond(body, line, start - 2)
    const content = body.subarray(start, Math.max(start, next - line.length))
    const entry = entryOf(headers, content)
    if (entry) entries.push(entry)
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

/** What a part holds; undefined where it has no name, or is a file whose name is none. */
function entryOf(headers: string, content: Buffer): [string, string | UploadedFile] | undefined {
  const disposition = /^content-disposition:\s*form-data\s*(;.*)$/im.exec(headers)?.[1] ?? ''
  const name = parameter(NAME, disposition)
  if (name === undefined) return undefined
  const filename = parameter(FILENAME, disposition) || wideFilename(disposition)
  if (!filename) return [name, content.toString()]
  const kept = plainName(filename)
  if (kept === undefined) return undefined
  const contentType = /^content-type:([^;\r\n]*)/im.exec(headers)?.[1]!.trim().toLowerCase() ?? ''
  return [name, { name: kept, contentType, content }]
}

const NAME = /;\s*name=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i
const FILENAME = /;\s*filename=(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i
/** A name beyond ASCII, as RFC 5987 writes it. */
const WIDE_FILENAME = /;\s*filename\*=utf-8'[^']*'([^\s;]+)/i

function parameter(form: RegExp, disposition: string): string | undefined {
  const [, quoted, bare] = form.exec(disposition) ?? []
  return quoted?.replace(/\\(.)/g, '$1') ?? bare
}

function wideFilename(disposition: string): string | undefined {
  const written = WIDE_FILENAME.exec(disposition)?.[1]
  try {
    return written === undefined ? undefined : decodeURIComponent(written)
  } catch {
    return undefined
  }
}

/** The last part of a path, without what cannot be printed. */
function plainName(filename: string): string | undefined {
  const last = filename.split(/[/\\]/).at(-1)!.replace(UNPRINTABLE, '')
  return last === '' || last === '.' || last === '..' ? undefined : last
}

const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu

import type { Busboy, BusboyInstance } from '@fastify/busboy'
import type { Call } from '../../../http/call.ts'
import { mediaType } from '../../../http/body.ts'
import { Problem, invalid } from '../../../http/problem.ts'

/** A file as it arrived; of its content only the size is kept. */
export interface UploadedFile {
  name: string
  contentType: string
  size: number
}

const MOST_FILES = 10
/** Files and whatever else a form may hold. */
const MOST_PARTS = 100
/** Bytes of one file. */
const LARGEST = 5 * 1024 * 1024

/** The files of a multipart body. */
export async function readUpload(call: Call): Promise<{ file: UploadedFile[] }> {
  const { request } = call
  if (request.bodyProblem === 'too_large') throw new Problem('too_large')
  if (request.bodyProblem !== null) throw new Problem('malformed_body', 'the body could not be unpacked')
  if (mediaType(request) !== 'multipart/form-data')
    throw new Problem('unsupported_media', 'files are uploaded as multipart/form-data')
  // What reads such bodies is seldom needed.
  const { Busboy: Reader } = await import('@fastify/busboy')
  const files = await filesOf(Reader, request.headers['content-type']!, request.body ?? new Uint8Array())
  if (files.length === 0) throw invalid('file', 'file parameter not present', 'required')
  if (files.some(({ size }) => size > LARGEST))
    throw new Problem('too_large', `a file may have at most ${LARGEST} bytes`)
  return { file: files }
}

function filesOf(Reader: typeof Busboy, contentType: string, body: Uint8Array): Promise<UploadedFile[]> {
  return new Promise((resolve, reject) => {
    const refuse = (problem: Problem) => {
      reject(problem)
      // What it has not read yet it is not to read.
      busboy?.destroy()
    }
    const broken = () => refuse(new Problem('malformed_body', 'invalid multipart/form-data was sent'))
    const files: UploadedFile[] = []
    let busboy: BusboyInstance | undefined
    try {
      busboy = new Reader({
        headers: { 'content-type': contentType },
        limits: { files: MOST_FILES, fileSize: LARGEST + 1, parts: MOST_PARTS },
      })
    } catch {
      return broken()
    }
    busboy.on('file', (field, stream, name, _encoding, type) => {
      const file: UploadedFile = { name: name || 'file', contentType: type.slice(0, 255), size: 0 }
      stream.on('data', (chunk: Buffer) => {
        file.size += chunk.length
      })
      stream.on('error', broken)
      if (field === 'file') files.push(file)
    })
    busboy.on('filesLimit', () => refuse(invalid('file', `file should have at most ${MOST_FILES} entries.`)))
    busboy.on('partsLimit', () => refuse(invalid('file', `a form should have at most ${MOST_PARTS} parts.`)))
    busboy.on('error', broken)
    busboy.on('finish', () => resolve(files))
    for (let at = 0; at < body.length && !busboy.destroyed; at += SLICE) busboy.write(body.subarray(at, at + SLICE))
    if (!busboy.destroyed) busboy.end()
  })
}

/** So many bytes are read before looking whether anything speaks against the rest. */
const SLICE = 64 * 1024

import { createHash } from 'node:crypto'
import { createGzip } from 'node:zlib'
import type { Archive } from './archive.ts'
import { RECORDS } from './records.ts'
import type { Settled } from '../../../core/settled.ts'

/** So many characters are packed at once: others have their turn in between. */
const PIECE = 64 * 1024

/** Bytes of a file, piece by piece, and in the end how many records it has. */
type File = AsyncGenerator<Uint8Array, number>

/** The file of an archive: gzipped text, one JSON object a line. The same records make the same bytes. */
export async function* archiveFile(world: Settled, archive: Archive, bucket: string): File {
  const gzip = createGzip()
  const ready: Uint8Array[] = []
  gzip.on('data', (piece: Uint8Array) => ready.push(piece))
  const ended = new Promise((resolve, reject) => gzip.once('end', resolve).once('error', reject))
  const pack = (text: string) => new Promise((resolve) => gzip.write(text, resolve))
  let records = 0
  let text = ''
  try {
    for (const record of RECORDS[archive.type](world, archive, bucket)) {
      text += `${record}\n`
      records++
      if (text.length < PIECE) continue
      await pack(text)
      text = ''
      yield* ready.splice(0)
    }
    gzip.end(text)
    await ended
    yield* ready
    return records
  } finally {
    gzip.destroy()
  }
}

/** How many records there are in a file, how many bytes it has, and their MD5. */
export async function measure(file: File): Promise<{ records: number; size: number; hash: string }> {
  const hash = createHash('md5')
  let size = 0
  for (;;) {
    const { done, value } = await file.next()
    if (done) return { records: value, size, hash: hash.digest('hex') }
    hash.update(value)
    size += value.length
  }
}

import type { Static } from 'typebox'
import * as Type from 'typebox'
import { nullable } from '../dialect/schemas.ts'
import type { MediaFile, Message } from './message.ts'

/** A part of an MMS: one of the files that came, or went, with it. */
export const mmsPartSchema = Type.Object(
  {
    cid: Type.String({ description: 'MMS content-id.' }),
    type: nullable(Type.String({ description: 'MIME type, where it is known.' })),
    filename: Type.String(),
    size: nullable(Type.Integer({ description: 'Bytes, where they are known.' })),
    url: nullable(Type.String()),
  },
  { additionalProperties: false },
)

type MMSPart = Static<typeof mmsPartSchema>

/** What ends the names of files that phones show, and what they are then. */
const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  amr: 'audio/amr',
  mp4: 'video/mp4',
  '3gp': 'video/3gpp',
  pdf: 'application/pdf',
  vcf: 'text/vcard',
  txt: 'text/plain',
}

/** The parts of an MMS, one for each of its files; nothing else has any. */
export const mmsPartsOf = ({ message_type, extra }: Message): MMSPart[] =>
  message_type === 'mms' ? (extra?.media ?? []).map(partOf) : []

function partOf({ url, type, filename, size }: MediaFile, index: number): MMSPart {
  const name = filename ?? nameIn(url) ?? `part${index + 1}`
  return {
    cid: `<${index + 1}>`,
    type: type ?? TYPES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? null,
    filename: name,
    size,
    url,
  }
}

function nameIn(url: string | null): string | undefined {
  const path = url !== null && URL.canParse(url) ? new URL(url).pathname : ''
  return path.split('/').findLast((name) => name !== '')
}

import { strip } from '../dialect/python.ts'

const LONGEST = 255

/** The name that a file is kept under: without what could mislead in an address, and with an ending. */
export function cleanName(name: string, contentType: string): string {
  const dot = name.lastIndexOf('.')
  // What begins with a dot is a name and no ending.
  const end = dot > 0 && /[^.]/.test(name.slice(0, dot)) ? dot : name.length
  const ending = name.slice(end)
  const cleaned = strip(name.slice(0, end).replace(/[^\p{L}\p{M}\p{N}_\-[\]() ]/gu, ''))
  const kept = Array.from(cleaned).slice(0, LONGEST).join('') || 'file'
  return kept + (/^\.[\p{L}\p{N}]+$/u.test(ending) ? ending : endingOf(contentType))
}

const endingOf = (contentType: string): string => ENDINGS.get(contentType) ?? '.bin'

const ENDINGS = new Map([
  ['application/pdf', '.pdf'],
  ['audio/aac', '.aac'],
  ['audio/basic', '.au'],
  ['audio/mpeg', '.mp3'],
  ['audio/opus', '.opus'],
  ['audio/x-aiff', '.aif'],
  ['audio/x-wav', '.wav'],
  ['image/avif', '.avif'],
  ['image/gif', '.gif'],
  ['image/jpeg', '.jpg'],
  ['image/png', '.png'],
  ['image/webp', '.webp'],
  ['video/mp4', '.mp4'],
  ['video/mpeg', '.mpeg'],
  ['video/quicktime', '.mov'],
  ['video/webm', '.webm'],
  ['video/x-msvideo', '.avi'],
])

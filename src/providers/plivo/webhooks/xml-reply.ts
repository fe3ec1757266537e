import { SaxesParser } from 'saxes'
import type { Answered } from '../../../http/outcome.ts'

/** A message that an answer asks for, as it was written. */
export interface ReplyMessage {
  src?: string
  dst?: string
  type?: string
  callbackUrl?: string
  callbackMethod?: string
  text: string
}

/** More than this is no answer to a text message. */
const LONGEST = 256 * 1024
const MOST_MESSAGES = 100
/** Of all messages together, as of any one send. */
const MOST_DESTINATIONS = 1000
const DEEPEST = 16

/** The messages of a `<Response>`; none where the answer is anything else, broken or beyond reason. */
export function repliesIn({ headers, body }: Pick<Answered, 'headers' | 'body'>): ReplyMessage[] {
  const type = (headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase()
  if ((type !== 'application/xml' && type !== 'text/xml') || body.length > LONGEST || body.trim() === '') return []
  try {
    const replies = parse(body.trim())
    const destinations = replies.reduce((sum, { dst = '' }) => sum + dst.split('<').length, 0)
    return destinations > MOST_DESTINATIONS ? [] : replies
  } catch {
    return []
  }
}

class Unwelcome extends Error {}

function parse(xml: string): ReplyMessage[] {
  const replies: ReplyMessage[] = []
  const path: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  // Entities of one's own are the road to bombs; Plivo's XML has no use for them.
  parser.on('doctype', () => {
    throw new Unwelcome('doctype')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (path.length >= DEEPEST) throw new Unwelcome('depth')
    path.push(name)
    if (path.length === 2 && path[0] === 'Response' && name === 'Message') {
      if (replies.length >= MOST_MESSAGES) throw new Unwelcome('messages')
      replies.push({ ...attributes, text: '' })
    }
  })
  const write = (text: string) => {
    if (path.length === 2 && path[0] === 'Response' && path[1] === 'Message') replies.at(-1)!.text += text
  }
  parser.on('text', write)
  parser.on('cdata', write)
  parser.on('closetag', () => void path.pop())
  parser.write(xml).close()
  return replies.map((reply) => ({ ...reply, text: reply.text.trim() }))
}

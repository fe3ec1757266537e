import type { JournalEntry } from '../client/answers.ts'
import { printable } from './log/paint.ts'
import { textLine } from './say.ts'

type Entry = JournalEntry & Record<string, string | number | null>

const text = ({ from, to, text: words }: Entry) => textLine(from as string, to as string, words as string)
const state = ({ to, state: now, reason }: Entry) => `${to} ${now}${reason === null ? '' : ` (${reason})`}`

/** What an entry of a type says of itself; others say all that they tell. */
const WORDS: Readonly<Record<string, (entry: Entry) => string>> = {
  call: ({ method, path, status }) => `${method} ${path} ${status ?? '…'}`,
  'message.created': text,
  'message.inbound': text,
  'handset.wrote': ({ handset, to, text: words }) => textLine(handset as string, to as string, words as string),
  'delivery.changed': state,
  'delivery.reported': state,
  'webhook.owed': ({ event, url }) => `${event} ${url}`,
  'webhook.attempted': ({ event, url, ...entry }) => `${event} ${url} ${whatCameOf(entry)}`,
  'webhook.given_up': ({ event, url, attempts }) => `${event} ${url} after ${attempts} attempts`,
  'fault.met': ({ operation, explanation }) => `${operation} ${explanation}`,
  'limit.hit': ({ operation, match }) => `${operation} by the limit of ${match}`,
}

function whatCameOf({ ok, error, answered }: Entry): string {
  if (ok === null) return '…'
  return (error as string | null) ?? `answered with ${(answered as unknown as { status: number }).status}`
}

/** An entry of the journal in a line. */
export function entryLine(entry: JournalEntry): string {
  const { id, at, type, cause: _cause, ...others } = entry
  const words = WORDS[type]?.(entry as Entry) ?? JSON.stringify(others)
  return printable(`${at} ${String(id).padStart(5)} ${type.padEnd(18)} ${words}`, 500)
}

import type { JournalEntry, Text } from '../../src/client/answers.ts'
import type { WorldClient } from '../../src/client/world-client.ts'

/** So much of the end of a story is told. */
const MOST_TEXTS = 20
const MOST_ENTRIES = 15

/** What went between people and platforms, and the last lines of the journal: for whoever asks why a test failed. */
export async function storyOf(world: WorldClient): Promise<string> {
  const { messages } = await world.messages()
  const { next } = await world.journal({ limit: 1 })
  const { entries } = await world.journal({ after: Math.max(0, next - 1 - MOST_ENTRIES) })
  return [
    messages.length === 0 ? 'No text was sent or written.' : 'The conversation:',
    ...messages.slice(-MOST_TEXTS).map(lineOfText),
    '',
    entries.length === 0 ? 'Nothing happened in this world: no call reached it.' : "The journal's last lines:",
    ...entries.map(lineOfEntry),
  ].join('\n')
}

/** One text in a line: when, who to whom, what, and what became of it. */
export function lineOfText({ at, direction, own, phone, text, state, reason, provider }: Text): string {
  const ends = direction === 'outbound' ? [own, phone] : [phone, own]
  const became = state === null ? '' : ` (${state}${reason === null ? '' : `: ${reason}`})`
  return `  ${at}  ${ends.join(' → ')}  ${JSON.stringify(text)}${became}  by ${provider}`
}

function lineOfEntry({ id, at, type, cause, ...told }: JournalEntry): string {
  const words = Object.entries(told).flatMap(([name, value]) =>
    value === null || typeof value === 'object' ? [] : [`${name}=${JSON.stringify(value)}`],
  )
  return `  ${at}  #${id} ${type} ${words.join(' ')}${cause === null ? '' : ` (by #${cause})`}`
}

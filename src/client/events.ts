import type { JournalEntry } from './answers.ts'
import { NotThere, reach, readAnswer } from './ask.ts'

/** What is told of a world that is followed. */
export type WorldEvent =
  /** Something happened; `amended` says how something ended that was told of before. */
  | { kind: 'entry' | 'amended'; entry: JournalEntry }
  /** Entries that could not be told, or why no further come. */
  | { kind: 'gap' | 'end'; message: string }

/**
 * The events of a world, as they come. It is over once textbed has said why no further come.
 * @throws Refused, NotThere; the latter also where the connection ends without a word
 */
export async function* follow(url: string, path: string): AsyncGenerator<WorldEvent> {
  const answer = await reach(url, 'GET', path)
  if (!answer.ok || !answer.body) {
    await readAnswer(answer, url, `GET ${path}`)
    return
  }
  for await (const block of blocksOf(answer.body, url)) {
    const event = read(block)
    if (event) yield event
    if (event?.kind === 'end') return
  }
  throw gone(url)
}

/** Server-sent events, each without the empty line at its end. */
async function* blocksOf(body: ReadableStream<Uint8Array>, url: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const bytes of body) {
      const blocks = (text + decoder.decode(bytes, { stream: true })).split('\n\n')
      text = blocks.pop()!
      yield* blocks
    }
  } catch (error) {
    throw gone(url, error)
  }
}

/** Undefined where it only says that the connection still stands. */
function read(block: string): WorldEvent | undefined {
  const lines = block.split('\n')
  const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
  const data = field('data')
  if (data === undefined) return undefined
  const kind = field('event') ?? 'entry'
  if (kind === 'gap' || kind === 'end') return { kind, message: (JSON.parse(data) as { message: string }).message }
  return { kind: kind === 'amended' ? 'amended' : 'entry', entry: JSON.parse(data) as JournalEntry }
}

const gone = (url: string, cause?: unknown): NotThere =>
  new NotThere(`The textbed at ${url} has gone without a word.`, { cause })

import { once } from 'node:events'
import type { JournalEntry } from '../client/answers.ts'
import { entryCriteriaOf, entryOptions, given as givenOf } from './criteria-options.ts'
import { entryLine } from './entry-line.ts'
import { serverOptions, worldClientOf, worldOption } from './find-server.ts'
import { number } from './option.ts'
import { say, sayOptions } from './say.ts'
import { verb } from './verb.ts'

export const watch = verb({
  name: 'watch',
  summary: 'Tells what happens in a world, line by line as it happens, until the world or textbed ends.',
  words: [{ name: 'type', optional: true }],
  options: {
    ...entryOptions,
    after: number('Begins after this entry of the journal, 0 with the oldest; from now on', { example: '0' }),
    limit: number('Ends after so many lines', { example: '10' }),
    ...worldOption,
    ...serverOptions,
    ...sayOptions,
  },
  examples: ['textbed watch', 'textbed watch message.inbound --after 0'],
  async run(given, shell) {
    const { after, limit } = given.options
    const query = { ...entryCriteriaOf(given.options, given.words[0]), ...givenOf({ after, limit }) }
    let isRead = true
    shell.out.once('error', () => (isRead = false))
    for await (const event of worldClientOf(given).events(query)) {
      if ('message' in event) shell.err.write(`${event.message}\n`)
      // What is told of before its end is told of again.
      else if (isOver(event.entry) || given.options.json)
        say(shell, given.options, event.entry, [entryLine(event.entry)])
      if (shell.out.writableNeedDrain) await once(shell.out, 'drain').catch(() => (isRead = false))
      if (!isRead) break
    }
    return 0
  },
})

const isOver = ({ status, ok }: JournalEntry): boolean => status !== null && ok !== null

import { entryCriteriaOf, entryOptions, given as givenOf } from './criteria-options.ts'
import { serverOptions, worldClientOf, worldOption } from './find-server.ts'
import { number, withDefault } from './option.ts'
import { entryLine } from './entry-line.ts'
import { say, sayOptions } from './say.ts'
import { verb } from './verb.ts'

export const wait = verb({
  name: 'wait',
  summary: 'Ends well once something has happened in a world, and with 1 where it does not. It moves no clock.',
  description:
    'The type is one of the journal, such as message.inbound or webhook.attempted. The exit status is 2 where nothing could be asked.',
  words: [{ name: 'type', optional: true }],
  options: {
    ...entryOptions,
    after: number('Only what the journal told of after this entry', { example: '120' }),
    timeout: withDefault(number('Seconds to wait for it', { example: '30' }), '10'),
    ...worldOption,
    ...serverOptions,
    ...sayOptions,
  },
  examples: ['textbed wait message.inbound --text STOP', 'textbed wait webhook.attempted --ok false'],
  failure: 2,
  async run(given, shell) {
    const { after, timeout } = given.options
    const wanted = entryCriteriaOf(given.options, given.words[0])
    const answer = await worldClientOf(given).wait({ ...wanted, ...givenOf({ after, timeout }) })
    const { matched, entry, nearest, hint } = answer
    say(shell, given.options, answer, entry ? [entryLine(entry)] : [])
    if (matched) return 0
    const lines = [
      `It did not happen within ${timeout} s.`,
      ...(hint === undefined ? [] : [hint]),
      ...nearest.map((one) => `Near is ${entryLine(one.entry)}, which differs in ${one.differs.join(', ')}.`),
    ]
    shell.err.write(`${lines.join('\n')}\n`)
    return 1
  },
})

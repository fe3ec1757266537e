import { Refused } from '../client/ask.ts'
import type { Met } from '../client/answers.ts'
import { criteriaOf, criteriaOptions, given as givenOf } from './criteria-options.ts'
import { serverOptions, worldClientOf, worldOption } from './find-server.ts'
import { choice, duration, number, toggle, withDefault } from './option.ts'
import { say, sayOptions, textLine } from './say.ts'
import { verb } from './verb.ts'

export const expect = verb({
  name: 'expect',
  summary: 'Ends well once texts are there that are expected, and with 1 where they do not come.',
  description: [
    'The text is a part of it, or a pattern between slashes.',
    'Where it does not come, what came instead is said on stderr. The exit status is 2 where nothing could be asked.',
  ].join(' '),
  words: [{ name: 'text', optional: true }],
  options: {
    ...criteriaOptions,
    times: number('How often exactly, 0 for never; at least once', { example: '1' }),
    within: duration('How far a clock that stands still may be moved for it; not at all'),
    patience: withDefault(number('Seconds to wait while nothing fits', { example: '30' }), '5'),
    settle: withDefault(
      choice('Whether what else is due at that moment, such as receipts, is done as well', ['yes', 'no']),
      'yes',
    ),
    after: number('Only texts that the journal told of after this entry', { example: '120' }),
    otp: toggle('Says the codes in the texts alone, a line each'),
    ...worldOption,
    ...serverOptions,
    ...sayOptions,
  },
  examples: [
    String.raw`textbed expect '/code is (\d+)/' --phone +16505550123`,
    'textbed expect --phone +16505550123 --times 0 --within P1D',
  ],
  failure: 2,
  async run(given, shell) {
    const { times, within, patience, after, otp, settle } = given.options
    const [text] = given.words
    const expected = {
      ...criteriaOf(given.options),
      ...givenOf({ text, times, within, patience, after }),
      settle: settle === 'yes',
    }
    try {
      const met = await worldClientOf(given).expect(expected)
      say(shell, given.options, met, otp ? met.otp : linesOf(met))
      return 0
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'unmet')) throw error
      if (given.options.json) say(shell, given.options, error.answer, [])
      shell.err.write(`${error.message}\n`)
      return 1
    }
  },
})

const linesOf = ({ messages }: Met): string[] =>
  messages.map(({ direction, own, phone, text }) =>
    direction === 'outbound' ? textLine(own, phone, text) : textLine(phone, own, text),
  )

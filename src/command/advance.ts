import { ConfigError } from '../config.ts'
import { choice, number, text } from './option.ts'
import { given as givenOf } from './criteria-options.ts'
import { serverOptions, worldClientOf, worldOption } from './find-server.ts'
import { say, sayOptions } from './say.ts'
import { verb } from './verb.ts'

export const advance = verb({
  name: 'advance',
  summary: 'Moves the clock of a world on, and ends once all that fell due is done, webhooks included.',
  words: [{ name: 'by', optional: true }],
  options: {
    to: text('The moment to reach, instead of how far', { example: '2026-02-01T08:00:00Z' }),
    until: choice('idle: until nothing is left to do', ['idle']),
    jobs: number('How many jobs may run before it gives up', { example: '1000' }),
    ...worldOption,
    ...serverOptions,
    ...sayOptions,
  },
  examples: ['textbed advance PT1H', 'textbed advance --until idle'],
  async run(given, shell) {
    const { to, until, jobs } = given.options
    const [written] = given.words
    const by = written !== undefined && /^\d+(\.\d+)?$/.test(written) ? Number(written) : written
    if ([by, to, until].filter((one) => one !== undefined).length !== 1)
      throw new ConfigError(
        'Say how far in exactly one way: textbed advance PT1H (or seconds), --to 2026-02-01T08:00:00Z, or --until idle.',
      )
    const advanced = await worldClientOf(given).advance(givenOf({ by, to, until, jobs }))
    const { now, ran } = advanced
    say(shell, given.options, advanced, [`${now}: ${ran === 1 ? 'one job has' : `${ran} jobs have`} run.`])
    return 0
  },
})

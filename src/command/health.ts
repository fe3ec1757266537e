import { clientOf, serverOptions } from './find-server.ts'
import { number, withDefault } from './option.ts'
import { say, sayOptions } from './say.ts'
import { verb } from './verb.ts'

export const health = verb({
  name: 'health',
  summary: 'Ends well where textbed answers, and with 1 where it does not: for the health checks of containers.',
  options: {
    timeout: withDefault(number('Seconds that it may take', { example: '2' }), '2'),
    ...serverOptions,
    ...sayOptions,
  },
  examples: ['textbed health'],
  endsAtOnce: true,
  async run(given, shell) {
    const client = clientOf(given)
    const { timeout } = given.options
    const { after } = await import('../server/real-time.ts')
    const late = new Promise<undefined>((resolve) => after(timeout * 1000, () => resolve(undefined)))
    const answer = await Promise.race([client.health(), late])
    if (answer === undefined) {
      shell.err.write(`Nobody has answered at ${client.url} within ${timeout} s.\n`)
      return 1
    }
    const { worlds } = answer
    say(shell, given.options, answer, [`ok: ${worlds === 1 ? 'one world' : `${worlds} worlds`} at ${client.url}`])
    return 0
  },
})

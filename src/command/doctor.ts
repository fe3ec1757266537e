import type { Health } from '../client/answers.ts'
import { NotThere } from '../client/ask.ts'
import { version } from '../config.ts'
import { type Place, clientOf, serverOptions } from './find-server.ts'
import { say, sayOptions } from './say.ts'
import { webhookOptions } from './start-options.ts'
import { type Given, verb } from './verb.ts'

/** Something that was looked at, and whether it is as it should be. */
export interface Finding {
  what: string
  ok: boolean
  words: string
}

export const doctor = verb({
  name: 'doctor',
  summary:
    'Looks at Node, the address, who listens there, and whether webhooks would reach the addresses that are given.',
  description:
    'It looks from where it runs: for a textbed in a container, run it in there. With 1 it ends where something is not as it should be.',
  words: [{ name: 'receiver', optional: true, rest: true }],
  options: {
    ...webhookOptions,
    ...serverOptions,
    ...sayOptions,
  },
  examples: ['textbed doctor', 'textbed doctor http://localhost:3000/sms'],
  endsAtOnce: true,
  async run(given, shell) {
    const { canBeReached, listensAt } = await import('./reach.ts')
    const findings = [
      { what: 'textbed', ok: true, words: `${version}, on Node ${process.versions.node}; 20.19 or newer is needed` },
      await server(given, listensAt),
    ]
    for (const receiver of given.words) findings.push(await canBeReached(receiver, given.options['allow-webhooks-to']))
    const lines = findings.map(({ what, ok, words }) => `${ok ? 'ok' : 'NO'}  ${what}: ${words}`)
    say(shell, given.options, { findings }, lines)
    return findings.every(({ ok }) => ok) ? 0 : 1
  },
})

/** Who listens where textbed is looked for. */
async function server(
  given: Pick<Given<typeof serverOptions>, 'flags'> & { options: Place },
  listensAt: (url: string) => Promise<boolean>,
): Promise<Finding> {
  const client = clientOf(given)
  const what = client.url
  try {
    const { worlds } = await client.health()
    return { what, ok: true, words: `textbed listens, with ${countOf(worlds)}${farness(what)}` }
  } catch (error) {
    if (!(error instanceof NotThere)) throw error
  }
  return (await listensAt(what))
    ? {
        what,
        ok: false,
        words: 'another program listens there. Start textbed elsewhere with --port (PORT), or end that.',
      }
    : { what, ok: true, words: 'nobody listens. It is free: npx textbed would start there.' }
}

const countOf = (worlds: Health['worlds']): string => (worlds === 1 ? 'one world' : `${worlds} worlds`)

/** Who can call an address like this one. */
const farness = (url: string): string =>
  /^(localhost|127\.|\[::1\])/.test(new URL(url).host)
    ? '; by this address it can be called from this machine alone'
    : ''

import { serverOptions, worldClientOf, worldOption, urlOf } from './find-server.ts'
import { sayOptions, say } from './say.ts'
import { verb } from './verb.ts'

export const env = verb({
  name: 'env',
  summary: 'Says the environment variables that point clients at a world, for a shell to evaluate.',
  description: 'TEXTBED_URL and TEXTBED_WORLD are among them, by which the other verbs find it.',
  options: { ...worldOption, ...serverOptions, ...sayOptions },
  examples: ['eval "$(textbed env)"', 'eval "$(textbed env --world my-world)"'],
  async run(given, shell) {
    const { env: clients, id } = await worldClientOf(given).show()
    const variables = { ...clients, TEXTBED_URL: urlOf(given.options, given.flags), TEXTBED_WORLD: id }
    const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${quoted(value)}`)
    say(shell, given.options, variables, lines)
    return 0
  },
})

/** As a shell takes it for one word, whatever is in it. */
const quoted = (value: string): string =>
  /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", String.raw`'\''`)}'`

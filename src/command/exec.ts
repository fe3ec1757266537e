import type { Command } from './command.ts'
import { onSignal } from './endings.ts'
import { port, text, withDefault } from './option.ts'
import { configOf, logOptions, startOptions } from './start-options.ts'
import { verb } from './verb.ts'

export const exec = verb({
  name: 'exec',
  summary: 'Starts textbed on a free port, runs a command that is told of it, and ends with its exit status.',
  description: [
    'The command finds TEXTBED_URL and what clients of each platform log in with in its environment.',
    'Signals are handed on to it; where it is ended by one, the exit status is 128 and the number of that.',
    'It is 127 where there is no such command, and 125 where textbed could not be started.',
    'Calls, texts and webhooks are told of with --verbose or --json, on stderr.',
  ].join(' '),
  words: [{ name: 'command', rest: true }],
  takesCommand: true,
  options: {
    host: withDefault(text('Address to listen on', { example: '0.0.0.0' }), '127.0.0.1'),
    port: withDefault(port('Port to listen on, any free one where it is 0', { short: 'p' }), '0'),
    ...startOptions,
    ...logOptions,
  },
  examples: ['textbed exec -- npm test', 'textbed exec --clock frozen -- pytest -q'],
  failure: 125,
  endsAtOnce: true,
  async run({ options, words }, shell) {
    let command: Command | undefined
    let early: NodeJS.Signals | undefined
    onSignal(shell, (signal) => (command ? command.handOn(signal) : (early ??= signal)))
    const { json, verbose, quiet } = options
    const log = { out: shell.err, json, verbose, noColour: shell.environment['NO_COLOR'] }
    const [{ open }, commands] = await Promise.all([import('./open.ts'), import('./command.ts')])
    const opened = await open(configOf(options), (verbose || json) && !quiet ? log : undefined)
    try {
      if (early) return commands.statusOf(early)
      const { url: TEXTBED_URL, environment } = opened
      command = new commands.Command(words, {
        ...shell.environment,
        ...environment,
        TEXTBED_URL,
        TEXTBED_WORLD: 'default',
      })
      return await command.status
    } finally {
      await opened.close()
    }
  },
})

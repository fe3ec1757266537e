import { describe, expect, test } from 'vitest'
import { configOf } from '../../../src/command/start-options.ts'
import { readWords } from '../../../src/command/read-words.ts'
import { usage } from '../../../src/command/usage.ts'
import { UNNAMED, VERBS } from '../../../src/command/verbs.ts'
import { ConfigError } from '../../../src/config.ts'

/** What the command line says where it names no verb. */
function given(args: string, environment: Record<string, string> = {}) {
  const read = readWords(UNNAMED, args.split(' ').filter(Boolean), environment)
  if (typeof read === 'string') throw new Error(`It asks for ${read}.`)
  return read.options as Parameters<typeof configOf>[0]
}

const read = (args: string, environment: Record<string, string> = {}) => configOf(given(args, environment))

test('without any option textbed listens on loopback, on port 8398', () => {
  expect(read('')).toEqual({
    host: '127.0.0.1',
    port: 8398,
    clock: 'real',
    seed: 'default',
    worlds: 'strict',
    allowWebhooksTo: [],
    allowHosts: [],
    keep: undefined,
  })
})

test.each([
  ['--port 8399', 8399],
  ['--port=8399', 8399],
  ['-p 8399', 8399],
  ['-p8399', 8399],
  ['--port 0', 0],
  ['--port 65535', 65_535],
])('%s is a port', (args, port) => expect(read(args)).toMatchObject({ port }))

test('every option is taken, and wins over its variable', () => {
  expect(
    read('--host ::1 --clock frozen --seed a --worlds auto --allow-webhooks-to a.test,b.test --keep w.json', {
      HOST: '10.0.0.1',
      PORT: '9000',
      TEXTBED_KEEP: 'other.json',
      TEXTBED_ALLOW_HOSTS: ' .test , * ',
      TEXTBED_CLOCK: '',
    }),
  ).toEqual({
    host: '::1',
    port: 9000,
    clock: 'frozen',
    seed: 'a',
    worlds: 'auto',
    allowWebhooksTo: ['a.test', 'b.test'],
    allowHosts: ['.test', '*'],
    keep: 'w.json',
  })
})

test('a value may be a word that is an option elsewhere', () => {
  expect(read('--seed help --keep version')).toMatchObject({ seed: 'help', keep: 'version' })
})

test('a value that begins with a dash is written behind an equals sign', () => {
  expect(read('--seed=-5')).toMatchObject({ seed: '-5' })
})

test.each([
  ['-h', 'help'],
  ['--help', 'help'],
  ['--port --help', 'help'],
  ['--version', 'version'],
])('%s asks for what it says, whatever else is wrong', (args, answer) =>
  expect(readWords(UNNAMED, args.split(' '), {})).toBe(answer),
)

test('the help names every option with its variable and default', () => {
  for (const words of ['-p, --port', '(PORT); 8398 unless given', '-h, --help', '--version', '(TEXTBED_KEEP); none'])
    expect(usage(VERBS, UNNAMED)).toContain(words)
})

describe('refused, in one sentence, is', () => {
  test.each([
    ['--port', 'The option --port needs a value, as in --port=8398.'],
    ['--port=', 'The option --port needs a value, as in --port=8398.'],
    ['-p', 'The option -p needs a value, as in --port=8398.'],
    ['--keep --port 1', 'The option --keep needs a value, as in --keep=worlds.json.'],
    ['--allow-hosts', 'The option --allow-hosts needs a value, as in --allow-hosts=.example.org.'],
    ['--port 1 --port 2', 'The option --port is given twice: "1" and "2".'],
    ['-p 1 --port=1', 'The option --port is given twice: "1" and "1".'],
    ['--prot 1', 'There is no option "--prot". Did you mean "port", "host" or "json"?'],
    ['-x', 'There is no option "-x".'],
    ['--__proto__=1', 'There is no option "--__proto__".'],
    ['-p 1 8399', '"8399" is no option. See textbed serve --help.'],
    ['-- 8399', '"8399" is no option. See textbed serve --help.'],
    ['--clock fast', 'The option clock has to be one of real, scaled, frozen, auto, not "fast".'],
    ['--worlds=none', 'The option worlds has to be one of strict, auto, not "none".'],
    ['--port 65536', 'The port has to be a number from 0 to 65535, not "65536".'],
    ['--port 1e3', 'The port has to be a number from 0 to 65535, not "1e3".'],
    ['--port 0x50', 'The port has to be a number from 0 to 65535, not "0x50".'],
    ['--port=-1', 'The port has to be a number from 0 to 65535, not "-1".'],
    ['-p=1', 'The port has to be a number from 0 to 65535, not "=1".'],
  ])('%s', (args, words) => {
    expect(() => read(args)).toThrow(ConfigError)
    expect(() => read(args)).toThrow(words)
  })

  test('a variable of no meaning', () => {
    expect(() => read('', { PORT: 'http' })).toThrow('The port has to be a number from 0 to 65535, not "http".')
    expect(read('', { PORT: '' })).toMatchObject({ port: 8398 })
  })
})

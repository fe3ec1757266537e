import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { usage } from '../../src/command/usage.ts'
import { UNNAMED, VERBS } from '../../src/command/verbs.ts'
import { type Running, startTextbed } from '../../src/index.ts'
import { providers } from '../../src/providers/index.ts'
import { pages } from './pages.ts'

let textbed: Running
let known: Set<string>
let bases: string[]

beforeAll(async () => {
  textbed = await startTextbed()
  const world = textbed.simulator.create({ id: 'default' })
  known = new Set(Object.values(world.credentials).flatMap((one) => Object.values(one)))
  bases = ['/_textbed', '/docs', '/openapi', '/healthz', '/w/', ...providers.flatMap((one) => one.bases)]
})
afterAll(() => textbed.stop())

/** What can only be somebody's credential or id. */
const LOOKS_LIKE_ONE =
  /\b(?:PJ|PN|AC)[0-9a-f]{16}\b|\b(?:MA|SA)[A-Z0-9]{18}\b|(?<![\w/-])(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{36,40}(?![\w/-])|\b[0-9a-f]{40}\b/g

describe.each(pages())('$path', (page) => {
  test('names no credential but those of the default world', () => {
    const strange = (page.text.match(LOOKS_LIKE_ONE) ?? []).filter((word) => !known.has(word))
    expect(strange).toEqual([])
  })

  test('names no address that is not served', () => {
    const paths = [...page.text.matchAll(/(?:127\.0\.0\.1|localhost):8398(\/[^\s'"`)<>|]*)/g)].map(([, path]) => path!)
    const strange = paths.filter((path) => path !== '/' && !bases.some((base) => path.startsWith(base)))
    expect(strange).toEqual([])
  })
})

test('the options in README.md are the options that there are', () => {
  const readme = pages().find(({ path }) => path === 'README.md')!.text
  const shown = [...readme.matchAll(/^\| `--([\w-]+)` +\| `(\w+)` +\| (\S+)/gm)].map(([, flag, variable, value]) => [
    flag,
    variable,
    value!.replaceAll('`', ''),
  ])
  const real = [...usage(VERBS, UNNAMED).matchAll(/^ {2}--([\w-]+) .*\((\w+)\); (.*) unless given$/gm)].map(
    ([, ...one]) => one,
  )
  expect(shown).toEqual(real)
})

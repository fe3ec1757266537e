import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { Client } from '../../src/client/client.ts'
import { startTextbed } from '../../src/index.ts'

interface Report {
  testResults: { assertionResults: { fullName: string; status: string; failureMessages: string[] }[] }[]
}

/** Runs the suite beside this file as somebody would who has the kit: in processes of its own. */
async function runSuite(env: Record<string, string> = {}) {
  const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs')
  const folder = mkdtempSync(join(tmpdir(), 'textbed-kit-'))
  const written = join(folder, 'report.json')
  const reporters = ['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${written}`]
  const args = [vitest, 'run', '--root', join(import.meta.dirname, 'vitest-suite'), ...reporters]
  const { VITEST: _inside, ...others } = process.env
  const child = spawn(process.execPath, args, { env: { ...others, NO_COLOR: '1', TEXTBED_URL: '', ...env } })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (printed += part.toString()))
  await once(child, 'close')
  const report = JSON.parse(readFileSync(written, 'utf8')) as Report
  rmSync(folder, { recursive: true })
  return { printed, results: report.testResults.flatMap(({ assertionResults }) => assertionResults) }
}

describe('with textbed/vitest', { timeout: 120_000 }, () => {
  let ran: Awaited<ReturnType<typeof runSuite>>
  beforeAll(async () => void (ran = await runSuite()), 120_000)

  const resultOf = (name: string) => ran.results.find(({ fullName }) => fullName === name)!
  const failureOf = (name: string) => resultOf(name).failureMessages.join('\n')

  test.each([
    'a phone receives a code',
    'matchers look at everything',
    'worlds are named after their tests',
    'a world begins as its tests want it',
    'a receiver is at hand',
  ])('passes: %s', (name) => {
    expect({ ...resultOf(name), failure: failureOf(name) }).toMatchObject({ status: 'passed', failure: '' })
  })

  test('a text that does not come fails with what came instead, at the line of the test', () => {
    expect(failureOf('expects what never comes')).toMatch(
      /^AssertionError: Expected a text with .*"Goodbye".*"Hello there" \(.*\n {4}at .*failing\.suite\.ts:\d+:/s,
    )
  })

  test('a test that fails prints its conversation and what happened last', () => {
    expect(ran.printed).toMatch(
      /In the world "expects what never comes":\nThe conversation:\n.*"Hello there"[^]*The journal's last lines:\n[^]*plivo\.sendMessage/,
    )
  })

  test('a matcher that nobody awaited fails its test, which says which one', () => {
    expect(resultOf('forgets to await a matcher').failureMessages).toHaveLength(1)
    expect(failureOf('forgets to await a matcher')).toMatch(
      /^NobodyAwaited: Nobody awaited phone\.hasReceivedOnce\("Hello"\): write "await" before it/,
    )
  })

  test('the verdict comes before the time of the test is over', () => {
    expect(failureOf('is patient no longer than its time')).toContain('Expected a text with phone "+14155550123"')
    expect(failureOf('is patient no longer than its time')).not.toContain('timed out')
  })

  test('what makes no sense is refused with what to write instead', () => {
    expect(failureOf('negates what it should not')).toContain('write toHaveReceived(…)')
    expect(failureOf('takes something else for a phone')).toContain(
      "write expect(phone('+14155550123')).toHaveReceived(…)",
    )
  })
})

describe('where TEXTBED_URL is set', { timeout: 120_000 }, () => {
  test('all workers use that one, and leave nothing there', async () => {
    const textbed = await startTextbed()
    const { results } = await runSuite({ TEXTBED_URL: textbed.url })
    expect(results.filter(({ status }) => status === 'passed')).toHaveLength(5)
    expect(await new Client(textbed.url).listWorlds()).toEqual([])
    await textbed.stop()
  })
})

import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { program } from '../../support/command.ts'

vi.setConfig({ testTimeout: 60_000 }) // processes take their time to begin

/** A package that has textbed installed. */
function installed(): string {
  const folder = mkdtempSync(join(tmpdir(), 'textbed-npm-'))
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
  writeFileSync(join(folder, 'node_modules/.bin/textbed'), `#!/bin/sh\nexec node ${program} "$@"\n`, { mode: 0o755 })
  writeFileSync(join(folder, 'package.json'), '{ "scripts": { "sms": "textbed --port 0" } }')
  return folder
}

const alive = new Set<ChildProcess>()
afterEach(() => {
  for (const child of alive) child.kill('SIGKILL')
})

interface Started {
  child: ChildProcessByStdio<null, Readable, null>
  url: string
  /** Over once nobody holds what it writes to any more. */
  silent: Promise<unknown>
}

/** Starts textbed by way of others. */
async function startBy(command: string, args: string[], cwd: string): Promise<Started> {
  const env = { PATH: process.env['PATH'], HOME: cwd, npm_config_update_notifier: 'false' }
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] })
  alive.add(child)
  const silent = once(child.stdout, 'close')
  let said = ''
  for (;;) {
    said += String((await once(child.stdout, 'data'))[0])
    const url = /textbed listens on (http:\S+)/.exec(said)?.[1]
    if (url) return { child, url, silent }
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )

/** Longer than it takes to see that somebody is gone. */
const livesOn = async (url: string) =>
  (await fetch(`${url}/_textbed/worlds/default/wait?type=fault.met&timeout=1`)).json()

const end = (pid: string) => process.kill(Number(pid), 'SIGTERM')

/** Starts it in the background of a shell that ends as soon as it has said which process that is. */
async function startInStep(command: string, env: Record<string, string> = {}): Promise<Started & { pid: string }> {
  const cwd = installed()
  const step = `${command} --port 0 & echo "pid $!"`
  const child = spawn('bash', ['-e', '-c', step], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  const silent = once(child.stdout, 'close')
  let said = ''
  child.stdout.on('data', (part: Buffer) => (said += part.toString()))
  await gone
  while (!/listens on http:\S+/.test(said)) await once(child.stdout, 'data')
  return { child, url: /listens on (http:\S+)/.exec(said)![1]!, pid: /pid (\d+)/.exec(said)![1]!, silent }
}

describe('textbed ends, and leaves nothing behind on its port, once', () => {
  test.each([
    ['the npx', 'npx', ['textbed', '--port', '0']],
    ['the npm exec', 'npm', ['exec', '--', 'textbed', '--port', '0']],
    ['the npm run', 'npm', ['run', 'sms']],
  ])('%s that started it is gone', async (_what, command, args) => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const { child, url, silent } = await startBy(command, args, installed())
      expect(await answers(url)).toBe(true)
      child.kill(signal)
      await silent
      expect(await answers(url)).toBe(false)
    }
  })
})

describe('textbed lives on', () => {
  test('when the step of a workflow that put npx in the background is over, until npx is ended', async () => {
    const { url, pid, silent } = await startInStep('npx textbed')
    expect(await livesOn(url)).toMatchObject({ matched: false })
    end(pid)
    await silent
    expect(await answers(url)).toBe(false)
  })

  test('when a shell that npm has run ends, where npm is not what started textbed', async () => {
    const npm = { npm_execpath: '/usr/bin/npm', npm_command: 'run', npm_lifecycle_script: 'textbed & true' }
    const { url, pid, silent } = await startInStep('exec node_modules/.bin/textbed', npm)
    expect(await livesOn(url)).toMatchObject({ matched: false })
    end(pid)
    await silent
    expect(await answers(url)).toBe(false)
  })
})

test('textbed exec ends with the npx that started it, and the command hears of it', async () => {
  const command = `process.on('SIGTERM', () => process.exit(console.log('heard'))); setInterval(() => {}, 9999); console.log('textbed listens on', process.env.TEXTBED_URL)`
  const { child, url, silent } = await startBy('npx', ['textbed', 'exec', '--', 'node', '-e', command], installed())
  let said = ''
  child.stdout.on('data', (part: Buffer) => (said += part.toString()))
  child.kill('SIGKILL')
  await silent
  expect(said).toContain('heard')
  expect(await answers(url)).toBe(false)
})

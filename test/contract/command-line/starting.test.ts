import { EventEmitter, once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { adminOf } from '../../../src/admin/index.ts'
import { defineJob } from '../../../src/core/clock/job-kind.ts'
import { listen } from '../../../src/server/listen.ts'
import { refuseUnwritable } from '../../../src/server/refuse-unwritable.ts'
import { start } from '../../../src/server/start.ts'
import { Command } from '../../support/command.ts'
import { toy } from '../../support/toy-provider.ts'
import { request } from '../../support/world.ts'

vi.setConfig({ testTimeout: 60_000 }) // processes take their time to begin

const newFolder = () => mkdtempSync(join(tmpdir(), 'textbed-'))

/** What is said where it cannot begin: a line on stderr, nothing else, and 1. */
async function refusal(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await new Command(args).ended
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  return stderr.trimEnd()
}

describe('textbed does not begin, and says why in one sentence,', () => {
  test('where its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    expect(await refusal('--port', String(port))).toBe(
      `Port ${port} of 127.0.0.1 is taken. Choose another with --port (PORT), or 0 for any that is free.`,
    )
    other.close()
  })

  test('where its host is no address of this machine', async () => {
    expect(await refusal('--host', '10.9.9.9', '--port', '0')).toContain('10.9.9.9 is no address of this machine.')
  })

  test('where an option is wrong', async () => {
    expect(await refusal('--port')).toBe('The option --port needs a value, as in --port=8398.')
  })

  test('where worlds could not be kept in the end', async () => {
    expect(await refusal('--port', '0', '--keep', '/nowhere/worlds.json')).toContain(
      'Worlds cannot be kept in /nowhere/worlds.json (ENOENT: no such file or directory',
    )
  })

  test('where the file holds no worlds', async () => {
    const file = join(newFolder(), 'worlds.json')
    writeFileSync(file, '{"worlds": [')
    expect(await refusal('--port', '0', '--keep', file)).toContain(`${file} does not hold worlds`)
  })
})

test.each([
  [
    'EACCES',
    80,
    '127.0.0.1',
    'Port 80 is kept for programs with more rights. Choose one from 1024 on with --port (PORT).',
  ],
  ['ENOTFOUND', 1, 'nowhere.test', 'The host "nowhere.test" has no address.'],
  ['EAI_AGAIN', 1, 'nowhere.test', 'The host "nowhere.test" has no address.'],
  ['EINVAL', 1, 'fe80::1', 'textbed cannot listen on port 1 of fe80::1 (it went wrong).'],
])('a port that fails with %s is refused in a sentence', async (code, port, host, words) => {
  const server = Object.assign(new EventEmitter(), {
    listen: () => server.emit('error', Object.assign(new Error('it went wrong'), { code })),
  })
  await expect(listen(server as unknown as Server, port, host)).rejects.toThrow(words)
})

test.each([
  ['a folder', (folder: string) => folder, 'it is a folder'],
  ['in a file', (folder: string) => join(folder, 'file', 'worlds.json'), 'ENOTDIR'],
  ['in no folder', (folder: string) => join(folder, 'none', 'worlds.json'), 'ENOENT'],
])('a file to keep worlds in that is %s is refused', (_what, fileIn, why) => {
  const folder = newFolder()
  writeFileSync(join(folder, 'file'), '')
  expect(() => refuseUnwritable(fileIn(folder))).toThrow(why)
})

test('the trial whether worlds can be kept leaves nothing behind, and changes no file', () => {
  const folder = newFolder()
  mkdirSync(join(folder, 'other'))
  refuseUnwritable(join(folder, 'worlds.json'))
  expect(readdirSync(folder)).toEqual(['other'])
})

test('nobody is answered before the kept worlds are there, and no clock of theirs goes', async () => {
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  const { port } = free.address() as AddressInfo
  free.close()
  await once(free, 'close')
  let early: unknown
  let ran = 0
  let goes!: () => void
  const going = new Promise<void>((resolve) => (goes = resolve))
  let ranEarly = 0
  const running = await start({
    providers: [toy],
    admin: adminOf,
    port,
    async prepare(simulator) {
      const { clock } = simulator.create({ id: 'kept', clock: { mode: 'auto' } })
      const kind = defineJob('test.count', {})
      clock.register(kind, () => {
        ran++
        goes()
      })
      clock.schedule(0, kind, {})
      early = await request(`http://127.0.0.1:${port}/healthz`, 'GET').catch((error: Error) => error.message)
      ranEarly = ran
    },
  })
  expect({ early, ranEarly }).toEqual({ early: 'fetch failed', ranEarly: 0 })
  expect((await request(`${running.url}/healthz`, 'GET')).status).toBe(200)
  await going
  await running.stop()
})

import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { Command } from '../../support/command.ts'
import { basic, request } from '../../support/world.ts'

vi.setConfig({ testTimeout: 60_000 }) // processes take their time to begin

const newFile = () => join(mkdtempSync(join(tmpdir(), 'textbed-')), 'worlds.json')

/** Starts textbed, which keeps its worlds in the file. */
async function startKept(file: string, ...args: string[]) {
  const command = new Command(['--port', '0', '--clock', 'frozen', '--keep', file, ...args])
  const url = await command.url()
  const world = (await request(`${url}/_textbed/worlds/default`, 'GET')).body
  const admin = (method: string, path: string, body?: object) =>
    request(`${url}/_textbed/worlds/default${path}`, method, body ? { body } : {})
  const { project_id, api_key } = world.credentials.telerivet
  const send = (content: string) =>
    request(`${url}/v1/projects/${project_id}/messages/send`, 'POST', {
      headers: basic(api_key),
      body: { to_number: '+16505550123', content },
    })
  const texts = async () => {
    const { body } = await request(`${url}/v1/projects/${project_id}/messages`, 'GET', { headers: basic(api_key) })
    return body.data.map(({ content }: { content: string }) => content)
  }
  return { command, url, admin, send, texts }
}

test('what is under way is answered when textbed is told to end, held delays included, and all of it is kept', async () => {
  const file = newFile()
  const { command, admin, send } = await startKept(file)
  await admin('POST', '/faults', { match: 'telerivet.sendMessage', times: 1, effect: { kind: 'delay', by: 'PT1H' } })
  const [delayed, waiting] = [send('held'), admin('GET', '/wait?type=message.inbound&timeout=300')]
  await admin('GET', '/wait?type=fault.met')
  command.child.kill('SIGTERM')
  expect(await delayed).toMatchObject({ status: 200, body: { content: 'held' } })
  expect(await waiting).toMatchObject({ status: 200, body: { matched: false } })
  expect(await command.ended).toMatchObject({ code: 0, signal: null, stderr: '' })

  const again = await startKept(file)
  expect(await again.texts()).toEqual(['held'])
  again.command.child.kill('SIGHUP')
  expect(await again.command.ended).toMatchObject({ code: 0, signal: null, stderr: '' })
})

/**
 * Tells it to end, and answers once it has begun to write: what it writes beside the file goes into a pipe, which takes no
 * more until somebody reads on.
 */
async function stopWhileWriting({ command, send }: Awaited<ReturnType<typeof startKept>>, file: string) {
  for (let index = 0; index < 100; index++) await send('after '.repeat(200))
  const beside = join(file, '..', `.${basename(file)}.tmp`)
  execFileSync('mkfifo', [beside])
  command.child.kill('SIGTERM')
  return open(beside)
}

test('whoever tells it again and again while the worlds are being written down loses nothing', async () => {
  const file = newFile()
  const kept = await startKept(file)
  const pipe = await stopWhileWriting(kept, file)
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) kept.command.child.kill(signal)
  const written = await pipe.readFile('utf8')
  await pipe.close()
  expect(await kept.command.ended).toMatchObject({ code: 0, signal: null, stderr: '' })
  expect(JSON.parse(written).worlds).toMatchObject([{ options: { id: 'default' } }])
  expect(written.match(/"(after ){199}after "/g)!.length).toBeGreaterThanOrEqual(100)
})

test('whoever kills it while the worlds are being written down finds those of before', async () => {
  const file = newFile()
  const first = await startKept(file)
  await first.send('before')
  first.command.child.kill()
  await first.command.ended
  const before = readFileSync(file, 'utf8')

  const kept = await startKept(file)
  const pipe = await stopWhileWriting(kept, file)
  kept.command.child.kill('SIGKILL')
  expect((await kept.command.ended).signal).toBe('SIGKILL')
  await pipe.close()
  expect(readFileSync(file, 'utf8')).toBe(before)
  rmSync(join(file, '..', '.worlds.json.tmp'))
  const again = await startKept(file)
  expect(await again.texts()).toEqual(['before'])
  again.command.child.kill()
  await again.command.ended
})

test('where the worlds cannot be written down in the end, it says so and ends with 1', async () => {
  const file = newFile()
  const { command } = await startKept(file)
  // A folder in the way of what is written beside the file.
  mkdirSync(join(file, '..', '.worlds.json.tmp'))
  command.child.kill()
  const { code, stderr } = await command.ended
  expect(code).toBe(1)
  expect(stderr).toContain(`The worlds could not be kept in ${file} (EISDIR`)
})

test('nobody reading what it says does not end it', async () => {
  // What it says of something that broke, at a time of the test's choosing.
  const says = `process.on('SIGUSR2', () => process.stderr.write('something broke'))`
  const command = new Command(['--port', '0'], ['--import', `data:text/javascript,${encodeURIComponent(says)}`])
  const [url, { child }] = [await command.url(), command]
  child.stdout!.destroy()
  child.stderr!.destroy()
  child.kill('SIGUSR2')
  expect((await request(`${url}/healthz`, 'GET')).status).toBe(200)
  expect((await request(`${url}/healthz`, 'GET')).status).toBe(200)
  child.kill()
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('what nobody caught is told of and ends nothing', async () => {
  const breaks = `
    process.once('SIGUSR2', () => { throw new Error('broken somewhere') })
    process.once('SIGWINCH', () => void Promise.reject(new Error('broken later')))`
  const command = new Command(['--port', '0'], ['--import', `data:text/javascript,${encodeURIComponent(breaks)}`])
  const url = await command.url()
  for (const [signal, says] of [
    ['SIGUSR2', 'something broke: Error: broken somewhere'],
    ['SIGWINCH', 'something broke: Error: broken later'],
  ] as const) {
    const told = once(command.child.stderr!, 'data')
    command.child.kill(signal)
    expect(String((await told)[0])).toContain(says)
    expect((await request(`${url}/healthz`, 'GET')).status).toBe(200)
  }
  command.child.kill('SIGTERM')
  expect(await command.ended).toMatchObject({ code: 0, signal: null })
})

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { Command } from '../../support/command.ts'

vi.setConfig({ testTimeout: 60_000 }) // processes take their time to begin

const PATH = process.env['PATH']!

/** `textbed exec` with a program of Node's. */
const execNode = (program: string, ...options: string[]) =>
  new Command(['exec', ...options, '--', process.execPath, '-e', program], [], { PATH })

test('a command finds textbed and the credentials of all platforms in its environment', async () => {
  const { code, stdout, stderr } = await execNode(`
    const { TEXTBED_URL, TEXTBED_WORLD, PLIVO_AUTH_ID, TELERIVET_API_KEY, RAPIDPRO_TOKEN } = process.env
    fetch(TEXTBED_URL + '/_textbed/worlds/' + TEXTBED_WORLD).then((answer) => answer.json()).then(({ env }) => {
      console.log(JSON.stringify({ env, PLIVO_AUTH_ID, TELERIVET_API_KEY, RAPIDPRO_TOKEN }))
    })`).ended
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const { env, ...own } = JSON.parse(stdout)
  expect(own).toEqual(Object.fromEntries(Object.keys(own).map((name) => [name, env[name]])))
  expect(Object.keys(own)).toHaveLength(3)
})

test.each([0, 1, 42, 255])('a command that ends with %i ends textbed with it', async (status) => {
  expect((await execNode(`process.exit(${status})`).ended).code).toBe(status)
})

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
  ['SIGKILL', 137],
] as const)('a command that is ended by %s ends textbed with %i', async (signal, status) => {
  expect((await execNode(`process.kill(process.pid, '${signal}')`).ended).code).toBe(status)
})

test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2'] as const)(
  '%s is handed on, and what the command makes of it counts',
  async (signal) => {
    const command = execNode(`
      process.on('${signal}', () => process.exit(7))
      setInterval(() => {}, 1000)
      console.log('ready')`)
    await command.says(/ready/)
    command.child.kill(signal)
    expect((await command.ended).code).toBe(7)
  },
)

test('a signal reaches what the command has started, for npm hands none on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'textbed-exec-'))
  writeFileSync(
    join(folder, 'inner.mjs'),
    `process.on('SIGTERM', () => { console.log('heard'); process.exit() }); setInterval(() => {}, 1000); console.log('ready')`,
  )
  writeFileSync(join(folder, 'package.json'), '{ "scripts": { "test": "node inner.mjs; echo over" } }')
  const command = new Command(['exec', '--', 'npm', '--prefix', folder, 'test'], [], { PATH, HOME: folder })
  await command.says(/ready/)
  command.child.kill('SIGTERM')
  await command.says(/heard/)
  expect((await command.ended).code).not.toBe(0)
})

test('options behind the command are its own', async () => {
  const command = new Command(['exec', '--clock', 'frozen', 'echo', '--help', '--port', 'x'], [], { PATH })
  expect(await command.ended).toMatchObject({ code: 0, stdout: '--help --port x\n', stderr: '' })
})

const run = async (name: string) => {
  const { code, stderr } = await new Command(['exec', name], [], { PATH }).ended
  return `${code}: ${stderr}`
}

test('where there is no such command, or it cannot be run, the exit status is that of shells', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'textbed-exec-'))
  writeFileSync(join(folder, 'plain'), '')
  expect(await run('no-such-command')).toBe(
    '127: There is no command "no-such-command". Is it installed, and is it in the PATH?\n',
  )
  expect(await run(join(folder, 'plain'))).toMatch(/^126: The command ".*plain" cannot be run \(.*EACCES\)\.\n$/)
})

test('where textbed cannot be started, the command is not run, and the exit status is 125', async () => {
  const { code, stdout, stderr } = await execNode('console.log(1)', '--keep', '/nowhere/worlds.json').ended
  expect({ code, stdout }).toEqual({ code: 125, stdout: '' })
  expect(stderr).toContain('Worlds cannot be kept in /nowhere/worlds.json')
})

test('nothing of textbed stands between what a command says, unless it is asked for', async () => {
  const program = `fetch(process.env.TEXTBED_URL + '/_textbed/worlds').then(() => console.log('done'))`
  expect(await execNode(program).ended).toMatchObject({ stdout: 'done\n', stderr: '' })
  const { stdout, stderr } = await execNode(program, '--verbose').ended
  expect(stdout).toBe('done\n')
  expect(stderr).toMatch(/^GET +200 .* \/_textbed\/worlds \[admin\.listWorlds\]\n$/)
})

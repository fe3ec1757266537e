import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Client } from '../../src/client/client.ts'
import { type Running, startTextbed } from '../../src/index.ts'

const root = join(import.meta.dirname, '../..')
const has = (module: string) => spawnSync('python3', ['-c', `import ${module}`]).status === 0

/** The command as it is without a build. */
const COMMAND = `${process.execPath} --import ${pathToFileURL(join(root, 'node_modules/tsx/dist/esm/index.mjs')).href} ${join(root, 'src/cli.ts')}`

/** Runs the suite beside this file as somebody would who has the kit. */
async function runSuite(args: readonly string[], env: Record<string, string>) {
  const plugin = ['-p', 'pytest_textbed.plugin', '-p', 'no:cacheprovider']
  const child = spawn('python3', ['-m', 'pytest', '-q', ...plugin, ...args], {
    cwd: join(import.meta.dirname, 'pytest-suite'),
    env: { PATH: process.env['PATH'], PYTHONPATH: join(root, 'kits/pytest'), PYTHONDONTWRITEBYTECODE: '1', ...env },
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (printed += part.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, printed }
}

describe('with pytest-textbed', { timeout: 120_000 }, () => {
  let textbed: Running
  beforeAll(async () => void (textbed = await startTextbed()))
  afterAll(() => textbed.stop())

  test('tests have worlds, phones and receivers, and leave nothing where TEXTBED_URL leads', async ({ skip }) => {
    skip(!has('pytest'), 'this machine has no pytest')
    const { code, printed } = await runSuite(['test_passing.py'], { TEXTBED_URL: textbed.url })
    expect(printed).toContain('8 passed')
    expect(code).toBe(0)
    expect(await new Client(textbed.url).listWorlds()).toEqual([])
  })

  test('a test that fails tells what was expected, and the story of its world', async ({ skip }) => {
    skip(!has('pytest'), 'this machine has no pytest')
    const { code, printed } = await runSuite(['test_failing.py'], { TEXTBED_URL: textbed.url })
    expect(code).toBe(1)
    expect(printed).toContain('Expected a text with phone "+14155550123"')
    expect(printed).toMatch(/--- textbed: \S+ ---[^]*No text was sent or written\.\n\nNothing happened in this world/)
  })

  test('one textbed is started for all workers of xdist, and ends with the run', async ({ skip }) => {
    skip(!has('pytest') || !has('xdist'), 'this machine has no pytest with xdist')
    const { code, printed } = await runSuite(['-n', '2', 'test_passing.py'], { TEXTBED_COMMAND: COMMAND })
    expect(printed).toContain('8 passed')
    expect(code).toBe(0)
  })

  test('whoever has no textbed is told how to get one', async ({ skip }) => {
    skip(!has('pytest'), 'this machine has no pytest')
    const { printed } = await runSuite(['test_failing.py'], { TEXTBED_COMMAND: 'no-such-command' })
    expect(printed).toContain("There is no command 'no-such-command' to start textbed with: install it")
  })
})

test('pytest finds the kit by its entry point, and the kit is of the same version as textbed', () => {
  const project = readFileSync(join(root, 'kits/pytest/pyproject.toml'), 'utf8')
  expect(project).toContain('[project.entry-points.pytest11]\ntextbed = "pytest_textbed.plugin"')
  expect(project).toContain(`version = "${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version}"`)
})

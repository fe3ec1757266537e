import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Packed } from '../support/packed.ts'

const root = join(import.meta.dirname, '../..')
const examples = readdirSync(join(root, 'examples'), { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map(({ name }) => name)

const read = (example: string, file: string) => readFileSync(join(root, 'examples', example, file), 'utf8')
const hasBrowser = ['/usr/bin/chromium', '/usr/bin/google-chrome'].some((path) => existsSync(path))
const hasPytest = spawnSync('python3', ['-c', 'import pytest']).status === 0

/** A line of an example's README that runs its tests. */
const testsOf = (example: string) => /^.*(?:npm test|python3 -m pytest)$/m.exec(read(example, 'README.md'))![0]

const packagesOf = (example: string) => {
  const { dependencies, devDependencies } = JSON.parse(read(example, 'package.json')) as Record<string, object>
  return Object.keys({ ...dependencies, ...devDependencies }).filter((name) => name !== 'textbed')
}

describe('each example works by itself:', { timeout: 120_000 }, () => {
  const packed = new Packed()
  beforeAll(() => packed.build(), 60_000)
  afterAll(() => packed.remove())

  test.for(examples)('%s', async (example, { skip }) => {
    const command = testsOf(example)
    const isPython = command.includes('pytest')
    skip(isPython && !hasPytest, 'this machine has no pytest')
    skip(!isPython && packagesOf(example).includes('playwright-core') && !hasBrowser, 'this machine has no browser')
    const folder = join(mkdtempSync(join(tmpdir(), 'textbed-example-')), example)
    cpSync(join(root, 'examples', example), folder, { recursive: true })
    if (existsSync(join(folder, 'package.json'))) packed.installIn(folder, packagesOf(example))
    // What its README installs is at hand.
    const own = isPython
      ? 'python3 -m pytest -p pytest_textbed.plugin -p no:cacheprovider'
      : command.replace(/^npm install && /, '')
    const child = spawn('bash', ['-c', own], {
      cwd: folder,
      env: {
        PATH: `${process.env['PATH']}:${dirname(process.execPath)}`,
        HOME: folder,
        PYTHONPATH: join(root, 'kits/pytest'),
        PYTHONDONTWRITEBYTECODE: '1',
        TEXTBED_COMMAND: packed.command.join(' '),
      },
    })
    let printed = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (printed += part.toString()))
    const [code] = (await once(child, 'close')) as [number | null]
    expect(`${printed}\nended with ${code}`).toMatch(/\nended with 0$/)
    expect(printed).toMatch(/[1-9]\d* passed|(#|ℹ) pass [1-9]/)
    rmSync(dirname(folder), { recursive: true })
  })

  test.each(examples)('the suite of %s has at most 45 lines', (example) => {
    const [suite] = readdirSync(join(root, 'examples', example)).filter((file) => /\.test\.js$|^test_/.test(file))
    expect(read(example, suite!).trim().split('\n').length).toBeLessThanOrEqual(45)
  })
})

import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ENTRIES } from '../../scripts/bundle/entries.ts'
import { Installed } from '../support/installed.ts'

let project: Installed
beforeAll(() => {
  project = new Installed()
}, 240_000)
afterAll(() => project.remove())

const inside = (path: string) => join(project.folder, 'node_modules/textbed', path)

const MEGABYTE = 1_000_000
const tsc = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc')

describe('textbed, installed from its archive,', () => {
  test('is at most 2 MB, and brings no other package', () => {
    expect(project.size).toBeLessThan(2 * MEGABYTE)
    const installed = readdirSync(join(project.folder, 'node_modules')).filter((name) => !name.startsWith('.'))
    expect(installed).toEqual(['textbed'])
  })

  test('serves', async () => {
    const child = project.command('--port', '0')
    const [said] = (await once(child.stdout, 'data')) as [Buffer]
    const url = /^textbed listens on (\S+)/.exec(said.toString())![1]
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  test('is imported, with its fixtures and documents', () => {
    project.write(
      'imported.js',
      `
import { startTextbed } from 'textbed'
import about from 'textbed/package.json' with { type: 'json' }
import lively from 'textbed/fixtures/lively.json' with { type: 'json' }
import plivo from 'textbed/openapi/plivo.json' with { type: 'json' }

const textbed = await startTextbed()
const world = await textbed.simulator.createFrom({ fixture: 'lively' })
console.log(about.name, Object.keys(lively).length > 0, plivo.openapi, world.credentials.plivo.number)
await textbed.stop()
`,
    )
    const { stdout, stderr } = project.node('--no-warnings', 'imported.js')
    expect({ stdout, stderr }).toEqual({ stdout: 'textbed true 3.1.0 14155550100\n', stderr: '' })
  })

  test('tests with Vitest: worlds, phones and matchers, and one server for all workers', () => {
    project.lend('vitest')
    project.write('code.test.ts', TESTED)
    project.write('vitest.config.js', "export default { test: { globalSetup: 'textbed/vitest/setup' } }")
    const { stdout, stderr } = project.node('node_modules/vitest/vitest.mjs', 'run', '--maxWorkers', '1')
    expect({ stdout, stderr }).toMatchObject({ stdout: expect.stringMatching(/Tests .*1 passed/), stderr: '' })
  })

  test('has types for those tests, in which tsc finds nothing wrong either', () => {
    project.lend('@types/node')
    project.write('code.test.ts', TESTED)
    const { stdout } = project.node(tsc, ...FLAGS, '--module', 'nodenext', '--types', 'node', 'code.test.ts')
    expect(stdout).toBe('')
  })

  test('shows nothing else to those who import it', () => {
    const { stderr } = project.node('--input-type=module', '-e', "import 'textbed/dist/main.js'")
    expect(stderr).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED')
  })

  test('has every file that its package.json names', () => {
    const { bin, exports } = JSON.parse(readFileSync(inside('package.json'), 'utf8'))
    const named = [bin.textbed, ...Object.values(exports).flatMap((one) => Object.values(Object(one)))]
    const files = (named as string[]).filter((path) => path.startsWith('./') && !path.includes('*'))
    expect(files).toEqual(expect.arrayContaining(['./dist/index.js', './dist/index.d.ts']))
    expect(files.filter((path) => !existsSync(inside(path)))).toEqual([])
  })

  test.each(['nodenext', 'preserve'])(
    'has types in which tsc finds nothing wrong, libraries looked at too (module: %s)',
    (module) => {
      project.write('typed.ts', TYPED)
      const { stdout } = project.node(tsc, ...FLAGS, '--module', module, '--types', '', 'typed.ts')
      expect(stdout).toBe("typed.ts(8,9): error TS2339: Property 'store' does not exist on type 'World'.\n")
    },
  )

  test.each(Object.keys(ENTRIES))('keeps its own names to itself in %s.d.ts', (entry) => {
    const text = readFileSync(inside(`dist/${entry}.d.ts`), 'utf8')
    const { program } = parseSync('entry.d.ts', text)
    const from = program.body.flatMap((one) => (one.type === 'ImportDeclaration' ? [one.source.value] : []))
    expect(from.filter((module) => !/^(node:|vitest|\.\/(index|testing)\.js$)/.test(module))).toEqual([])
    expect(text).not.toMatch(/@internal|import\(|\bany\b(?! )/)
  })
})

/** As strict as anybody can be; libraries are looked at, too. */
const FLAGS = '--noEmit --strict --exactOptionalPropertyTypes --skipLibCheck false --target es2022 --lib es2022'.split(
  ' ',
)

const TYPED = `import { type Running, type World, startTextbed } from 'textbed'

const textbed: Running = await startTextbed({ port: 0 })
const world: World = textbed.simulator.create({ clock: { mode: 'frozen' }, seed: 'checkout' })
const number: string | undefined = world.credentials['plivo']?.['number']
const ran: number = await world.clock.advanceTo(world.now + 60_000)
// What is not to be touched cannot be named.
const { store } = world
await textbed.stop()
export { number, ran, store }
`

const TESTED = `import type { Phone } from 'textbed/testing'
import { expect, test } from 'textbed/vitest'

const codeOn = async (phone: Phone): Promise<string> => (await phone.receives(/code is/)).otp

test('a code comes by text', async ({ world, phone }) => {
  const { auth_id, auth_token, number, url } = world.plivo
  const authorization = \`Basic \${Buffer.from(\`\${auth_id}:\${auth_token}\`).toString('base64')}\`
  await fetch(\`\${url}/\${auth_id}/Message/\`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ src: number, dst: '14155550123', text: 'Your code is 1234' }),
  })
  expect(await codeOn(phone('+14155550123'))).toBe('1234')
  await expect(phone('+14155550123')).toHaveReceivedOnce('code')
})
`

import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import packed from '../../package.json'
import { usage } from '../../src/command/usage.ts'
import { UNNAMED, VERBS } from '../../src/command/verbs.ts'
import { type Acted, Job } from '../support/action.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

describe('the action for GitHub', () => {
  let job: Job
  let port: string
  let acted: Acted | undefined
  beforeEach(async () => {
    job = new Job()
    port = await freePort()
    acted = undefined
  })
  afterEach(() => {
    if (acted?.outputs['pid']) process.kill(Number(acted.outputs['pid']), 'SIGTERM')
    job.remove()
  })

  test('starts textbed, leaves it running, and tells the steps that follow where it is', async () => {
    acted = job.use('.', { port, clock: 'frozen' })
    expect(acted).toMatchObject({ failed: false, used: [] })
    expect(job.environment).toMatchObject({
      TEXTBED_URL: `http://127.0.0.1:${port}`,
      PLIVO_AUTH_ID: expect.stringMatching(/^MA/),
    })
    const world = await (await fetch(`${job.environment['TEXTBED_URL']}/_textbed/worlds/default`)).json()
    expect(world).toHaveProperty('clock.mode', 'frozen')
    expect(readFileSync(acted.outputs['log']!, 'utf8')).toContain('textbed listens on')
  })

  test('runs a command that finds it; where that fails, so does the job, and every journal is kept', () => {
    const command =
      'curl -sf -X POST "$TEXTBED_URL/_textbed/worlds" -d "{\\"id\\": \\"mine\\"}" -H content-type:application/json; exit 3'
    acted = job.use('.', { port, run: command })
    expect(acted.failed).toBe(true)
    expect(acted.said['Write down what happened']).toMatch(/^default: \d+ entries\nmine: \d+ entries\n$/)
    const kept = JSON.parse(readFileSync(join(job.temp, 'textbed-journal/mine.json'), 'utf8'))
    expect(kept).toHaveProperty('entries')
    const [{ action, with: what }] = acted.used as [Acted['used'][0]]
    expect(action).toMatch(/^actions\/upload-artifact@v\d+$/)
    for (const path of what['path']!.trim().split('\n')) expect(existsSync(path)).toBe(true)
  })

  test('keeps nothing of a command that ends well', () => {
    acted = job.use('.', { port, run: 'test -n "$TEXTBED_URL"' })
    expect(acted).toMatchObject({ failed: false, used: [] })
  })

  test('says why textbed did not start', async () => {
    const other = createServer().listen(Number(port), '127.0.0.1')
    await once(other, 'listening')
    const { failed, said } = job.use('.', { port })
    other.close()
    expect(failed).toBe(true)
    expect(said['Start textbed']).toContain(`Port ${port} of 127.0.0.1 is taken.`)
  })

  test('has one beside it that keeps the journals after any other step has failed', () => {
    acted = job.use('.', { port })
    const { failed, used } = job.use('journal', { url: `http://127.0.0.1:${port}`, artifact: 'mine' })
    expect({ failed, used }).toMatchObject({ failed: false, used: [{ with: { name: 'mine' } }] })
    expect(existsSync(join(job.temp, 'textbed-journal/default.json'))).toBe(true)
  })
})

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return String(port)
}

const FILES = ['action.yml', 'journal/action.yml', 'compose.yaml', '.github/workflows/release.yml']

describe.each(FILES)('%s', (file) => {
  const text = read(file)

  test('is YAML, and uses other actions in versions that are named', () => {
    expect(parse(text)).toBeTypeOf('object')
    for (const [, action] of text.matchAll(/uses: (\S+)/g)) expect(action).toMatch(/^[\w-]+\/[\w-]+@v\d+$/)
  })

  test('names settings that textbed has, and files and scripts that are there', () => {
    const known = new Set(usage(VERBS, UNNAMED).match(/TEXTBED_\w+/g))
    const settings = [...text.matchAll(/^ +(TEXTBED_\w+):/gm)].map(([, name]) => name!)
    expect(settings.filter((name) => !known.has(name) && name !== 'TEXTBED_URL')).toEqual([])
    for (const [path] of text.matchAll(/scripts\/[\w./-]+|\.ci\/\w+|\.nvmrc/g))
      expect([path, existsSync(join(root, path))]).toEqual([path, true])
    for (const [, script] of text.matchAll(/npm run (\S+)/g)) expect(packed.scripts).toHaveProperty(script!)
  })
})

describe('the workflow that publishes', () => {
  const { jobs } = parse(read('.github/workflows/release.yml'))

  test.each([
    [`v${packed.version}`, 0],
    ['v9.9.9', 1],
  ])('for the tag %s: the check of it ends with %i', (tag, status) => {
    const { run } = jobs.check.steps.find(({ name }: { name?: string }) => name?.includes('tag'))
    expect(spawnSync('bash', ['-ec', run], { cwd: root, env: { ...process.env, GITHUB_REF_NAME: tag } }).status).toBe(
      status,
    )
  })

  test('publishes nothing that was not checked, from where the package says that it is', () => {
    expect([jobs.package.needs, jobs.image.needs]).toEqual(['check', 'check'])
    expect(packed).toMatchObject({ private: false, repository: { url: expect.stringContaining('github.com') } })
  })
})

test('compose publishes the port that the image listens on, to this machine alone', () => {
  const { textbed } = parse(read('compose.yaml')).services
  const exposed = /^EXPOSE (\d+)$/m.exec(read('Dockerfile'))![1]
  expect(textbed.ports).toEqual([`127.0.0.1:\${TEXTBED_PORT:-8398}:${exposed}`])
})

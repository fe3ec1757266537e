import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allPages, root } from './pages.ts'

const { blocks } = allPages().find(({ path }) => path === 'CONTRIBUTING.md')!
const planting = blocks.findIndex(({ text }) => text.includes('sed '))

test('the bug that CONTRIBUTING.md plants is seen by the test that it names, and taken out again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'textbed-plant-'))
  for (const name of ['src', 'test', 'package.json', 'tsconfig.json', 'vitest.config.ts'])
    cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const [plant, see, takeOut] = blocks[planting]!.text.trim().split('\n')
  const run = (line: string) => spawnSync('bash', ['-c', line], { cwd: folder, encoding: 'utf8' })
  const file = /\S+\.ts$/.exec(plant!)![0]
  const read = () => readFileSync(join(folder, file), 'utf8')
  const sound = read()
  try {
    expect(run(plant!).status).toBe(0)
    expect(read()).not.toBe(sound)
    const seen = run(see!)
    expect(seen.status).toBe(1)
    expect(seen.stderr + seen.stdout).toContain(blocks[planting + 1]!.text.trim().split(' > ').at(-1))
    expect(run(takeOut!).status).toBe(0)
    expect(read()).toBe(sound)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)

import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Packed } from '../support/packed.ts'
import type { Block } from './pages.ts'
import { root } from './pages.ts'

/** The address that the pages name. */
export const SHOWN = 'http://127.0.0.1:8398'

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

/** A folder that the blocks of a page share: textbed is installed in it, and what else they use is at hand. */
export function newFolder(packed: Packed): string {
  const folder = mkdtempSync(join(tmpdir(), 'textbed-docs-'))
  packed.installIn(folder, ['plivo', 'telerivet', 'vitest', 'express'])
  symlinkSync(join(root, 'fixtures'), join(folder, 'fixtures'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  // `textbed` is what src/cli.ts is, without a build.
  mkdirSync(join(folder, 'bin'))
  writeFileSync(
    join(folder, 'bin/textbed'),
    `#!/bin/sh\nexec node --import ${TSX} ${join(root, 'src/cli.ts')} "$@"\n`,
    {
      mode: 0o755,
    },
  )
  return folder
}

/** Runs a block, with the address that it names exchanged for the one that is served. */
export async function runBlock(block: Block, folder: string, url: string): Promise<Ran> {
  const text = block.text.replaceAll(SHOWN, url)
  const ran = await RUNNERS[runnerOf(block)!](folder, text, block, url)
  return { ...ran, stdout: ran.stdout.replaceAll(url, SHOWN) }
}

type Runner = (folder: string, text: string, block: Block, url: string) => Promise<Ran>

/** How blocks are run: by language, and by the mark that says what they are. */
const RUNNERS = {
  bash(folder, text, block, url) {
    // Pages show plain curl; here a refusal is a failure, unless the page says that it shows one.
    writeFileSync(
      join(folder, '.curlrc'),
      `silent\nshow-error\n${block.marks.includes('refused') ? '' : 'fail-with-body\n'}`,
    )
    return run('bash', ['-e'], folder, text, { TEXTBED_URL: url })
  },
  file(folder, text, { marks }) {
    writeFileSync(join(folder, fileOf(marks)!), text)
    return Promise.resolve({ code: 0, stdout: '', stderr: '' })
  },
  node: (folder, text) => run(process.execPath, ['--input-type=module'], folder, text),
  vitest(folder, text, _block, url) {
    writeFileSync(join(folder, 'example.test.js'), text)
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    return run(process.execPath, [vitest, 'run', '--root', folder, '--reporter', 'default'], folder, '', {
      TEXTBED_URL: url,
    })
  },
  embedded(folder, text) {
    // `textbed` is what src/index.ts is, without a build.
    const modules = join(folder, 'embedded/node_modules/textbed')
    mkdirSync(modules, { recursive: true })
    writeFileSync(join(modules, 'package.json'), '{ "type": "module", "exports": "./index.ts" }')
    writeFileSync(join(modules, 'index.ts'), `export * from '${join(root, 'src/index.ts')}'\n`)
    writeFileSync(join(folder, 'embedded/example.mts'), text)
    return run(process.execPath, ['--import', TSX, 'embedded/example.mts'], folder)
  },
  python: (folder, text) => run('python3', ['-'], folder, text),
  pytest(folder, text, _block, url) {
    writeFileSync(join(folder, 'test_example.py'), text)
    const kit = ['-p', 'pytest_textbed.plugin', '-p', 'no:cacheprovider']
    return run('python3', ['-m', 'pytest', '-q', ...kit, 'test_example.py'], folder, '', {
      PYTHONPATH: join(root, 'kits/pytest'),
      TEXTBED_URL: url,
    })
  },
} as const satisfies Record<string, Runner>

export type RunnerName = keyof typeof RUNNERS

/** The runner of a block; undefined where it is not run. */
export function runnerOf({ language, marks }: Block): RunnerName | undefined {
  if (fileOf(marks)) return 'file'
  if (language === 'sh') return 'bash'
  if (language === 'python') return marks.includes('run') ? 'python' : marks.includes('pytest') ? 'pytest' : undefined
  if (language !== 'js' && language !== 'ts') return undefined
  if (marks.includes('excerpt') || marks.includes('sdk')) return undefined
  return marks.includes('vitest') ? 'vitest' : marks.includes('embedded') ? 'embedded' : 'node'
}

/** `js file=textbed.js`: what later blocks of the page import by that name. */
const fileOf = (marks: string[]): string | undefined =>
  marks.find((mark) => mark.startsWith('file='))?.slice('file='.length)

const TSX = pathToFileURL(join(root, 'node_modules/tsx/dist/esm/index.mjs')).href

const there = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0

/** Runners that need what `npm ci` does not bring; where it is missing, their blocks are skipped. */
export const missing: ReadonlySet<RunnerName> = new Set([
  ...(there('bash', '-c', 'curl --version') ? [] : (['bash'] as const)),
  ...(there('python3', '--version') ? [] : (['python'] as const)),
  ...(there('python3', '-m', 'pytest', '--version') ? [] : (['pytest'] as const)),
])

function run(command: string, args: string[], folder: string, input = '', more = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const PATH = `${join(folder, 'bin')}:${process.env['PATH']}`
    const env = { PATH, HOME: folder, NO_COLOR: '1', PYTHONDONTWRITEBYTECODE: '1', ...more }
    const child = spawn(command, args, { cwd: folder, env })
    const ran: Ran = { code: null, stdout: '', stderr: '' }
    child.stdout.on('data', (part: Buffer) => (ran.stdout += part.toString()))
    child.stderr.on('data', (part: Buffer) => (ran.stderr += part.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ ...ran, code }))
    child.stdin.end(input)
  })
}

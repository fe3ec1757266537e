import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { differs, lastJson, textDiffers } from './output.ts'
import { type Block, root } from './pages.ts'
import { type Ran, SHOWN, missing, runBlock, runnerOf } from './run.ts'

/** Command lines that are shown but not run here, and why. */
const NOT_RUN: { line: RegExp; why: string }[] = [
  { line: /^npm ci && npm start$/, why: 'starts what the other blocks talk to, and does not end' },
  { line: /^npm ci && npm test$/, why: 'is what is running now' },
  { line: /^npm (ci|run [\w:-]+|test|start)$/, why: 'installs, checks, builds or starts, which .ci/run does' },
  { line: /^npm run bench( -- --quick)?( +#.*)?$/, why: 'takes minutes, and wants the machine to itself' },
  { line: /^pip install /, why: 'installs what is taken from its folder here' },
  { line: /^docker (build|run|compose) /, why: 'needs a Docker daemon' },
]

const isShownOnly = ({ language, text }: Block): boolean =>
  language === 'sh' &&
  text
    .trim()
    .split('\n')
    .every((line) => NOT_RUN.some((one) => one.line.test(line)))

/** Where a page is read: what its earlier blocks left behind. */
export interface Reading {
  folder: string
  url: string
  /** What the last block that was run came to. */
  before: Ran | undefined
}

/** Whether this machine lacks what the block needs beyond `npm ci`. */
export function lacks(block: Block, blocks: readonly Block[]): boolean {
  if (!isOutput(block)) return !isShownOnly(block) && missing.has(runnerOf(block)!)
  const source = blocks.slice(0, blocks.indexOf(block)).findLast((one) => !isOutput(one))
  return source !== undefined && lacks(source, blocks)
}

const isOutput = ({ language, marks }: Block): boolean =>
  language === 'json' || (language === 'text' && !marks.includes('drawing'))

/** Runs a block, or checks it otherwise. @throws where it is not true */
export async function take(block: Block, reading: Reading): Promise<'true'> {
  if (isOutput(block)) showsOutput(block, reading.before)
  else {
    reading.before = undefined
    if (runnerOf(block) === undefined) holds(block)
    else if (!isShownOnly(block)) reading.before = await runs(block, reading)
  }
  return 'true'
}

async function runs(block: Block, { folder, url }: Reading): Promise<Ran> {
  const ran = await runBlock(block, folder, url)
  assert.equal(ran.code, 0, `It ended with ${ran.code}.\n${ran.stdout}\n${ran.stderr}`)
  return ran
}

function showsOutput({ language, text }: Block, before: Ran | undefined): void {
  assert(before, 'It shows an output, but the block before it was not run.')
  const difference =
    language === 'json' ? differs(lastJson(before.stdout), JSON.parse(text)) : textDiffers(before.stdout, text)
  assert.equal(difference, undefined, difference)
}

/** What is neither run nor an output has a rule of its own, by language. */
function holds(block: Block): void {
  const rule = RULES[block.language]
  assert(rule, `There is no rule for blocks in "${block.language}".`)
  rule(block)
}

const RULES: Record<string, (block: Block) => void> = {
  text: ({ text }) => assert(!text.includes('\t'), 'A drawing has no tabs: they are of no certain width.'),
  mermaid: ({ text }) => assert.match(text, /^(sequenceDiagram|flowchart|stateDiagram-v2)\n/),
  js: (block) => (block.marks.includes('sdk') ? isForClient(block) : isExcerpt(block)),
  ts: (block) => (block.marks.includes('sdk') ? isForClient(block) : isExcerpt(block)),
  python: isForClient,
  ruby: isForClient,
  go: isForClient,
  php: isForClient,
  java: isForClient,
  csharp: isForClient,
  // Its addresses are checked in names.test.ts.
  yaml: () => {},
}

/** `php sdk`: needs another language's client, or is no whole program. Its credentials are held against the real ones in names.test.ts. */
function isForClient({ marks, text }: Block): void {
  assert(marks.includes('sdk'), 'It is marked neither as one to run nor with "sdk", for a client that is not here.')
  assert(text.includes(SHOWN), `It does not name ${SHOWN}.`)
}

/** `ts excerpt src/core/world.ts`: the lines stand in that file, whatever their indentation. */
function isExcerpt({ marks, text }: Block): void {
  const file = marks[marks.indexOf('excerpt') + 1]
  assert(file, 'An excerpt names the file that it is from.')
  const lines = new Set(trimmed(readFileSync(join(root, file), 'utf8')))
  const strange = trimmed(text).filter((line) => line !== '' && line !== '// …' && !lines.has(line))
  assert.deepEqual(strange, [], `Lines that are not in ${file}`)
}

const trimmed = (text: string): string[] => text.split('\n').map((line) => line.trim())

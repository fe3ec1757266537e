import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '../..')
const TSX = pathToFileURL(join(root, 'node_modules/tsx/dist/esm/index.mjs')).href

/** What is typed: a text is sent by a platform's API, arrives, and is answered. */
const TYPED = [
  'eval "$(textbed env)"',
  'curl -u $PLIVO_AUTH_ID:$PLIVO_AUTH_TOKEN $PLIVO_API_URL/Message/ \\\n  -d src=$PLIVO_NUMBER -d dst=16505550123 -d text="Your code is 4711."',
  "textbed expect '/code is (\\d+)/' --phone +16505550123 --within PT1M",
  'textbed send-in +16505550123 "STOP"',
]

/** A line of the terminal: what was typed, what came of it, or what the server said of it meanwhile. */
export interface Line {
  kind: 'typed' | 'answer' | 'log'
  text: string
}

/** Types a few commands against a textbed that was just started, and tells what the terminals show. */
export async function session(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'textbed-picture-'))
  const command = `exec node --import ${TSX} ${join(root, 'src/cli.ts')} "$@"`
  writeFileSync(join(folder, 'textbed'), `#!/bin/sh\n${command}\n`, { mode: 0o755 })
  const server = spawn(join(folder, 'textbed'), ['serve', '--clock', 'frozen', '--port', '0'], { env: process.env })
  let said = ''
  server.stdout.on('data', (part: Buffer) => (said += part.toString()))
  try {
    while (!said.includes('Its clock')) await once(server.stdout, 'data')
    const url = /listens on (\S+)/.exec(said)![1]!
    const greeting = said.length
    const shown = await typed(folder, url)
    server.kill()
    await once(server, 'close')
    return [...shown, ...linesOf('log', said.slice(greeting))].map(({ kind, text }) => ({
      kind,
      text: text.replaceAll(url, 'http://127.0.0.1:8398'),
    }))
  } finally {
    server.kill()
    rmSync(folder, { recursive: true })
  }
}

/** One shell types them all, so that what one leaves behind is there for the next. */
async function typed(folder: string, url: string): Promise<Line[]> {
  const shell = spawn('bash', ['-e'], {
    env: { PATH: `${folder}:${process.env['PATH']}`, TEXTBED_URL: url, NO_COLOR: '1' },
  })
  let said = ''
  for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()))
  for (const line of TYPED) shell.stdin.write(`echo '${MARK}'\n${line.replace(/^curl/, 'curl -sS')}\necho\n`)
  shell.stdin.end()
  const [code] = (await once(shell, 'close')) as [number | null]
  if (code !== 0) throw new Error(`The commands ended with ${code}:\n${said}`)
  return said
    .split(`${MARK}\n`)
    .slice(1)
    .flatMap((answer, at) => [...linesOf('typed', TYPED[at]!), ...linesOf('answer', answer)])
}

const MARK = '--- the next command ---'

const linesOf = (kind: Line['kind'], text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind, text: line.trimEnd() }))

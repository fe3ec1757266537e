import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { after } from '../server/real-time.ts'
import type { Shell } from './verb.ts'

/** How often it is looked whether npm is there still, milliseconds. */
const PERIOD = 250

/**
 * Tells once the npm or npx that started this process is gone: it hands no signal on to what it runs. Between the two
 * stands the shell that npm runs scripts with; whoever else started this process has nothing to do with it.
 */
export function onceNpmIsGone(environment: Shell['environment'], tell: () => void): void {
  const isThere = npmAbove() ?? orphaned(environment)
  if (!isThere) return
  const look = (): void => {
    if (!isThere()) tell()
    else after(PERIOD, look)
  }
  look()
}

/** How to find out whether the npm above is there; undefined where none is. */
function npmAbove(): (() => boolean) | undefined {
  let below = process.pid
  let parent = process.ppid
  for (;;) {
    const there = lookUp(parent)
    if (!there) return undefined
    if (isNpm(there.command)) {
      const npm = parent
      const own = below === process.pid
      return () => (own ? process.ppid : lookUp(below)?.parent) === npm
    }
    if (!isShellOfNpm(there.command)) return undefined
    below = parent
    parent = there.parent
  }
}

/** An npx that was ended at once may be gone before anybody has looked. */
const orphaned = ({
  npm_command: command,
  npm_lifecycle_script: script = '',
}: Shell['environment']): (() => boolean) | undefined =>
  process.ppid === 1 && command === 'exec' && /\btextbed\b/.test(script) ? () => false : undefined

const wordsOf = (command: string): string[] => command.trim().split(/\s+/)

/** It calls itself `npm exec textbed` once it has begun, and is a script of Node's before. */
const isNpm = (command: string): boolean =>
  wordsOf(command)
    .slice(0, 2)
    .some((word) => /^np[mx](-cli\.js)?$/.test(basename(word)))

const isShellOfNpm = (command: string): boolean => wordsOf(command)[1] === '-c'

interface Found {
  parent: number
  command: string
}

function lookUp(pid: number): Found | undefined {
  try {
    return existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid)
  } catch {
    return undefined
  }
}

function fromProc(pid: number): Found {
  // proc(5): the parent is the second field after the command's name, which stands in brackets and may hold any.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  return { parent, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }
}

function fromPs(pid: number): Found {
  const written = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' })
  const [, parent, command = ''] = /^\s*(\d+)\s+(.*)/.exec(written) ?? []
  return { parent: Number(parent), command }
}

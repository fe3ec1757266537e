import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A server under measurement: a process of its own that printed where it listens. */
export interface Server {
  readonly url: string
  readonly pid: number
  /** Asks the probe inside, where there is one. */
  ask<A>(question: string): Promise<A>
  stop(): Promise<void>
}

const at = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

const PRODUCT = at('../../dist/cli.js')
const PROBE = at('probe.mjs')

/** The built product, as its users start it, but for its lines: nobody reads those of a hundred thousand calls. */
export const startProduct = (): Promise<Server> => start([PRODUCT, '--port', '0', '--quiet'])

/** The same with a probe inside that answers what only the process itself knows. */
export const startProbedProduct = (): Promise<Server> =>
  start(['--expose-gc', '--import', PROBE, PRODUCT, '--port', '0', '--quiet'], true)

export const startBare = (): Promise<Server> => start(['--import', 'tsx', at('bare.ts')])
export const startExpress = (): Promise<Server> => start(['--import', 'tsx', at('express.ts')])

const alive = new Set<ChildProcess>()
process.on('exit', () => alive.forEach((child) => child.kill()))

async function start(args: readonly string[], probed = false): Promise<Server> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit', ...(probed ? ['ipc' as const] : [])],
  })
  alive.add(child)
  child.once('exit', () => alive.delete(child))
  const url = await addressOf(child)
  child.stdout!.resume()
  return {
    url,
    pid: child.pid!,
    async ask<A>(question: string) {
      const answer = once(child, 'message')
      child.send(question)
      return (await answer)[0] as A
    },
    async stop() {
      const gone = once(child, 'exit')
      child.kill()
      await gone
    },
  }
}

/** Every server under measurement says where it listens in its first line. */
async function addressOf(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout! })
  const [line] = (await Promise.race([once(lines, 'line'), once(child, 'exit')])) as [string | number | null]
  const url = /http:\S+/.exec(String(line))?.[0]
  if (!url) throw new Error(`A server said "${line}" instead of where it listens.`)
  lines.close()
  return url
}

/** Resident memory of a process, megabytes. */
export function residentMemory(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}

/** User and system time of a process so far, microseconds. */
export function cpuTime(pid: number): number {
  // proc(5): the fields after the command's name in brackets; utime and stime are the 14th and 15th of all, in ticks of 10 ms.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

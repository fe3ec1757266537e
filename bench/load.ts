import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Request } from './operations.ts'
import { type Server, cpuTime } from './servers/server.ts'

/** For how long, or how many calls in all. */
export type Extent = { seconds: number } | { calls: number }

export interface Measured {
  perSecond: number
  /** Milliseconds. */
  p99: number
  /** User and system time of the server for one call, microseconds. */
  cpu: number
}

interface Run {
  requests: number
  seconds: number
  p99: number
  failed: number
}

const CONNECTIONS = 32

/** A number for each call of the whole bench, so that no two bodies are the same. */
let numbered = 0

/** Sends the requests in turn over 32 connections. @throws Error where an answer was not a good one */
export async function load(server: Server, requests: readonly Request[], extent: Extent): Promise<Measured> {
  const before = cpuTime(server.pid)
  const run = await (hasWrk && 'seconds' in extent
    ? wrk(server.url, requests, extent.seconds)
    : autocannon(server.url, requests, extent))
  const cpu = cpuTime(server.pid) - before
  numbered += run.requests + CONNECTIONS
  if (run.failed > 0)
    throw new Error(
      `${run.failed} of ${run.requests} calls failed, such as ${requests[0]!.method} ${requests[0]!.path}`,
    )
  return { perSecond: run.requests / run.seconds, p99: run.p99, cpu: cpu / run.requests }
}

const hasWrk = spawnSync('wrk', ['--version']).error === undefined

export const loadedBy = hasWrk ? 'wrk' : 'autocannon'

const SCRIPT = fileURLToPath(new URL('requests.lua', import.meta.url))

/** wrk cannot be told a number of calls. */
async function wrk(url: string, requests: readonly Request[], seconds: number): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'textbed-bench-'))
  const file = join(folder, 'requests')
  writeFileSync(file, requests.map((request) => onTheWire(url, request)).join('\u001e'))
  const options = [
    '-t1',
    `-c${CONNECTIONS}`,
    `-d${seconds}s`,
    '--timeout=10s',
    '-s',
    SCRIPT,
    url,
    '--',
    file,
    String(numbered),
  ]
  try {
    const { stdout } = await promisify(execFile)('wrk', options)
    return JSON.parse(stdout.slice(stdout.lastIndexOf('{'))) as Run
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function onTheWire(url: string, { method, path, headers, body }: Request): string {
  const all = {
    host: new URL(url).host,
    ...headers,
    ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
  }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${head.join('')}\r\n${body ?? ''}`
}

async function autocannon(url: string, requests: readonly Request[], extent: Extent): Promise<Run> {
  const { default: run } = await import('autocannon')
  let number = numbered
  const {
    requests: sent,
    latency,
    duration,
    errors,
    non2xx,
  } = await run({
    url,
    connections: CONNECTIONS,
    ...('seconds' in extent ? { duration: extent.seconds } : { amount: extent.calls }),
    requests: requests.map((one) => {
      if (!one.body?.includes(PLACE)) return one
      return { ...one, setupRequest: (request) => ({ ...request, body: numberedBody(one.body!, ++number) }) }
    }),
  })
  return { requests: sent.total, seconds: duration, p99: latency.p99, failed: errors + non2xx }
}

/** Where a body takes a number that no other has. */
export const PLACE = '#########'

const numberedBody = (body: string, number: number): string =>
  body.replace(PLACE, String(number).padStart(PLACE.length, '0'))

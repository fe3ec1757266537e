import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { median } from './median.ts'
import { startProduct } from './servers/server.ts'

/** How long the product takes from spawn to its first 200, in the time that `node -e 0` takes. */
export async function coldStart(times: number): Promise<number> {
  const ours: number[] = []
  const nodes: number[] = []
  for (let index = 0; index < times; index++) {
    nodes.push(await timed(bareNode))
    ours.push(await timed(firstAnswer))
  }
  return median(ours) / median(nodes)
}

async function timed(run: () => Promise<(() => Promise<void>) | void>): Promise<number> {
  const start = performance.now()
  const cleanUp = await run()
  const took = performance.now() - start
  await cleanUp?.()
  return took
}

async function bareNode(): Promise<void> {
  await once(spawn(process.execPath, ['-e', '0'], { stdio: ['ignore', 'pipe', 'inherit'] }), 'exit')
}

async function firstAnswer(): Promise<() => Promise<void>> {
  const server = await startProduct()
  const { status } = await fetch(`${server.url}/healthz`)
  if (status !== 200) throw new Error(`/healthz answered ${status}`)
  return () => server.stop()
}

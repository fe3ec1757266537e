#!/usr/bin/env node
import { adminOf } from './admin/index.ts'
import { ConfigError, readConfig, usage } from './config.ts'
import { providers } from './providers/index.ts'
import { type Running, start } from './server/start.ts'
import { Snapshots, UnreadableFile } from './simulator/snapshots.ts'

/** Starts the simulator with its default world, says where things are, and stops cleanly. */
async function main(): Promise<void> {
  const config = readConfig()
  if (config === 'help') return console.log(usage())
  const { host, port, worlds, allowWebhooksTo } = config
  const running = await start({
    providers,
    admin: adminOf,
    host,
    port,
    unknownCredentials: worlds,
    allowWebhooksTo,
    allowHosts: config.allowHosts,
  })
  const kept = config.keep === undefined ? undefined : new Snapshots(config.keep)
  await kept?.load(running.simulator)
  if (!running.simulator.worlds.find('default')) {
    running.simulator.create({ id: 'default', seed: config.seed, clock: { mode: config.clock } })
  }
  console.log(greeting(running))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void leave(running, kept))
}

/** What is under way is answered, the worlds are kept where that was asked for, and the process ends. */
async function leave(running: Running, kept: Snapshots | undefined): Promise<void> {
  try {
    await running.stop()
    await kept?.save(running.simulator)
    process.exit(0)
  } catch (error) {
    console.error(explain(error))
    process.exit(1)
  }
}

function greeting({ simulator, url }: Running): string {
  const world = simulator.worlds.get('default')
  const environment = providers.flatMap((provider) => [
    '',
    `# ${provider.title}: ${url}${provider.basePath}`,
    ...Object.entries(provider.env(world, url)).map(([name, value]) => `export ${name}=${value}`),
  ])
  return [
    `textbed listens on ${url}`,
    ...environment,
    '',
    `Try it out    ${url}/docs`,
    `Steer it      ${url}/_textbed/worlds/default`,
    `Its clock     ${world.clock.mode}; to move it: curl -X POST ${url}/_textbed/worlds/default/clock/advance -H 'content-type: application/json' -d '{"by": "PT1M"}'`,
  ].join('\n')
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError || error instanceof UnreadableFile ? error.message : explain(error))
  process.exit(1)
})

function explain(error: unknown): string {
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
    return 'textbed: that port is taken. Choose another: PORT=8399 npm start, or --port 8399.'
  return `textbed gave up: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

import { adminOf } from '../admin/index.ts'
import type { Config } from '../config.ts'
import { explain } from './explain.ts'
import { providers } from '../providers/index.ts'
import { refuseUnwritable } from '../server/refuse-unwritable.ts'
import { report } from '../server/report.ts'
import { type Running, start } from '../server/start.ts'
import { Snapshots } from '../simulator/snapshots.ts'
import { UnreadableFile } from '../simulator/unreadable-file.ts'

/** Starts the simulator with its default world, says where things are, and stops cleanly. */
export async function serve(config: Config): Promise<void> {
  const kept = config.keep === undefined ? undefined : new Snapshots(config.keep)
  if (kept) refuseUnwritable(kept.file)
  const starting = open(config, kept)
  let leaving: Promise<void> | undefined
  // Whoever asks again while the worlds are being written down changes nothing.
  for (const signal of SIGNALS) process.on(signal, () => void (leaving ??= leave(starting, kept)))
  const running = await starting
  // What nobody caught ends nothing: everybody else's worlds are as good as before.
  for (const event of UNCAUGHT) process.on(event, (error: unknown) => report('something broke', error))
  console.log(greeting(running))
}

const UNCAUGHT = ['uncaughtException', 'unhandledRejection'] as const

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** Starts with the worlds that were kept, and with `default` where it is none of them. */
const open = (config: Config, kept: Snapshots | undefined): Promise<Running> =>
  start({
    providers,
    admin: adminOf,
    host: config.host,
    port: config.port,
    unknownCredentials: config.worlds,
    allowWebhooksTo: config.allowWebhooksTo,
    allowHosts: config.allowHosts,
    async prepare(simulator) {
      await kept?.load(simulator)
      if (!simulator.worlds.find('default'))
        simulator.create({ id: 'default', seed: config.seed, clock: { mode: config.clock } })
    },
  })

/** What is under way is answered, the worlds are kept where that was asked for, and the process ends. */
async function leave(starting: Promise<Running>, kept: Snapshots | undefined): Promise<void> {
  try {
    const running = await starting
    await running.stop()
    if (kept) await keep(running, kept)
    process.exit(0)
  } catch (error) {
    console.error(explain(error))
    process.exit(1)
  }
}

async function keep({ simulator }: Running, kept: Snapshots): Promise<void> {
  try {
    await kept.save(simulator)
  } catch (error) {
    throw new UnreadableFile(
      `The worlds could not be kept in ${kept.file} (${(error as Error).message}): they are gone.`,
    )
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

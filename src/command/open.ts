import { adminOf } from '../admin/index.ts'
import type { Config } from '../config.ts'
import { providers } from '../providers/index.ts'
import { refuseUnwritable } from '../server/refuse-unwritable.ts'
import { report } from '../server/report.ts'
import { type Running, start } from '../server/start.ts'
import { Snapshots } from '../simulator/snapshots.ts'
import { UnreadableFile } from '../simulator/unreadable-file.ts'
import { Log, type LogOptions } from './log/log.ts'

/** A simulator that serves, with its world `default`. */
export interface Open {
  readonly url: string
  /** How it begins, for people or, where the log is JSON, for programs. */
  readonly platforms: readonly Platform[]
  /** Who moves the clock of its world. */
  readonly clock: string
  /** Environment variables that point clients here. */
  readonly environment: Record<string, string>
  /** Answers what is under way, and writes the worlds down where that was asked for. @throws UnreadableFile */
  close(): Promise<void>
}

interface Platform {
  title: string
  url: string
  environment: Record<string, string>
}

const UNCAUGHT = ['uncaughtException', 'unhandledRejection'] as const

/**
 * Starts with the worlds that were kept, and with `default` where it is none of them.
 * @param told who hears of calls, texts and webhooks, and how; nobody where it is undefined
 * @throws ConfigError, UnreadableFile in a sentence
 */
export async function open(
  config: Config,
  told: (LogOptions & { out: NodeJS.WriteStream }) | undefined,
): Promise<Open> {
  const kept = config.keep === undefined ? undefined : new Snapshots(config.keep)
  if (kept) refuseUnwritable(kept.file)
  const log = told && new Log(told.out, told)
  const running = await start({
    providers,
    admin: adminOf,
    host: config.host,
    port: config.port,
    unknownCredentials: config.worlds,
    allowWebhooksTo: config.allowWebhooksTo,
    allowHosts: config.allowHosts,
    onServed: log && ((served) => log.call(served)),
    onWorldChange: log && ((world) => log.watch(world)),
    async prepare(simulator) {
      await kept?.load(simulator)
      if (!simulator.worlds.find('default'))
        simulator.create({ id: 'default', seed: config.seed, clock: { mode: config.clock } })
    },
  })
  // What nobody caught ends nothing: everybody else's worlds are as good as before.
  for (const event of UNCAUGHT) process.on(event, (error: unknown) => report('something broke', error))
  log?.attach(running.simulator)
  const platforms = platformsOf(running)
  return {
    url: running.url,
    platforms,
    clock: running.simulator.worlds.get('default').clock.mode,
    environment: Object.assign({}, ...platforms.map(({ environment }) => environment)) as Record<string, string>,
    async close() {
      await running.stop()
      log?.flush()
      if (kept) await keep(running, kept)
    },
  }
}

function platformsOf({ simulator, url }: Running): Platform[] {
  const world = simulator.worlds.get('default')
  return providers.map((provider) => ({
    title: provider.title,
    url: url + provider.basePath,
    environment: provider.env(world, url),
  }))
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

import type { Server } from 'node:http'
import type { World } from '../core/world.ts'
import type { Api, Provider } from '../http/api.ts'
import { Simulator } from '../simulator/simulator.ts'
import { createServer } from './app.ts'
import { wayOut, whyNotCalled } from './call-out.ts'
import type { OnAnswer } from './dispatch.ts'
import type { OnServed } from './served.ts'
import { close, listen } from './listen.ts'
import { shippedFixtures } from './shipped.ts'
import { RealTime, after, breathing, wallClock } from './real-time.ts'

export interface StartOptions {
  providers: readonly Provider[]
  /** The simulator's own API over it. */
  admin: (simulator: Simulator) => Api
  host?: string
  port?: number
  unknownCredentials?: 'strict' | 'auto'
  allowWebhooksTo?: readonly string[]
  /** Host names by which it may be called, besides addresses, local names and the platforms' own. */
  allowHosts?: readonly string[] | undefined
  /** Done before it listens and before any clock is driven: the worlds of an earlier run are put back. */
  prepare?: (simulator: Simulator) => void | Promise<void>
  /** Told of each answer of an API before it is sent: tests hold it against its endpoint. */
  onAnswer?: OnAnswer
  /** Told of each call once it is answered; nothing is measured where nobody is. */
  onServed?: OnServed | undefined
  /** Told of each world that came, changed or went. */
  onWorldChange?: ((world: World) => void) | undefined
}

export interface Running {
  simulator: Simulator
  server: Server
  /** Where it listens, for people and clients on this machine. */
  url: string
  /** Takes no more calls, and is over once all that are under way have been answered: what waits is answered at once. */
  stop(): Promise<void>
}

/** Starts a simulator behind a server. It holds the worlds that `prepare` makes. */
export async function start({
  providers,
  admin,
  host = '127.0.0.1',
  port = 0,
  unknownCredentials = 'strict',
  allowWebhooksTo = [],
  allowHosts,
  prepare,
  onAnswer,
  onServed,
  onWorldChange,
}: StartOptions): Promise<Running> {
  const realTime = new RealTime()
  let driving = false
  const simulator = new Simulator({
    providers,
    outside: {
      ...breathing(),
      wallClock,
      after,
      callOut: wayOut(allowWebhooksTo),
      whyNotCalled: whyNotCalled(allowWebhooksTo),
    },
    unknownCredentials,
    onWorldChange(world) {
      if (driving) realTime.watch(world)
      onWorldChange?.(world)
    },
    onWorldUse: (world) => realTime.follow(world),
    fixtures: shippedFixtures,
  })
  await prepare?.(simulator)
  const server = createServer(simulator, [admin(simulator), ...providers], realTime, { allowHosts, onAnswer, onServed })
  const url = await listen(server, port, host)
  driving = true
  for (const world of simulator.worlds.list()) realTime.resume(world)
  let stopped: Promise<void> | undefined
  const stop = () => {
    driving = false
    realTime.stop()
    return (stopped ??= close(server))
  }
  return { simulator, server, url, stop }
}

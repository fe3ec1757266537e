import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Api, Provider } from '../http/api.ts'
import { Simulator } from '../simulator/simulator.ts'
import { createServer } from './app.ts'
import type { OnAnswer } from './dispatch.ts'
import { RealTime, after, breathing, wallClock } from './real-time.ts'
import { webhookSender } from './send-webhook.ts'

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
  /** Told of each answer of an API before it is sent: tests hold it against its endpoint. */
  onAnswer?: OnAnswer
}

export interface Running {
  simulator: Simulator
  server: Server
  /** Where it listens, for people and clients on this machine. */
  url: string
  stop(): Promise<void>
}

/** Starts a simulator behind a server. It holds no worlds yet. */
export async function start({
  providers,
  admin,
  host = '127.0.0.1',
  port = 0,
  unknownCredentials = 'strict',
  allowWebhooksTo = [],
  allowHosts,
  onAnswer,
}: StartOptions): Promise<Running> {
  const realTime = new RealTime()
  const simulator = new Simulator({
    providers,
    outside: { ...breathing(), wallClock, after, send: webhookSender(allowWebhooksTo) },
    unknownCredentials,
    onWorldChange: (world) => realTime.watch(world),
    onWorldUse: (world) => realTime.follow(world),
  })
  const server = createServer(simulator, [...providers, admin(simulator)], realTime, { allowHosts, onAnswer })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const bound = server.address() as AddressInfo
  const stop = () =>
    new Promise<void>((resolve) => {
      realTime.stop()
      server.close(() => resolve())
      server.closeIdleConnections()
      // Calls still open after this long are cut off.
      after(PATIENCE, () => server.closeAllConnections())
    })
  return { simulator, server, url: `http://${reachable(bound)}:${bound.port}`, stop }
}

const PATIENCE = 500

/** An address that listens everywhere is reached as localhost. */
function reachable({ address, family }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return 'localhost'
  return family === 'IPv6' ? `[${address}]` : address
}

import type { RequestListener, Server } from 'node:http'
import type { Api } from '../http/api.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { writeFailure } from './adapt.ts'
import { type OnAnswer, dispatch } from './dispatch.ts'
import { guardOf } from './guard.ts'
import type { RealTime } from './real-time.ts'
import type { OnServed } from './served.ts'
import { shapedServer } from './shaped-server.ts'

export interface ServerOptions {
  /** Hosts by which it may be called, besides addresses, local names and the platforms' own. */
  allowHosts?: readonly string[] | undefined
  /** Told of each answer of an API before it is sent. */
  onAnswer?: OnAnswer | undefined
  /** Told of each call once it is answered. */
  onServed?: OnServed | undefined
}

/** A server for the given APIs: their calls go straight to their endpoints, all else to Express, which is read then. */
export function createServer(
  simulator: Simulator,
  apis: readonly Api[],
  realTime: RealTime,
  { allowHosts = [], onAnswer, onServed }: ServerOptions = {},
): Server {
  const ownHosts = apis.flatMap(({ hosts = [] }) => hosts)
  const calls = dispatch(simulator, apis, { guard: guardOf(ownHosts, allowHosts), realTime, onAnswer, onServed })
  const { server, shape } = shapedServer((request, response) => calls(request, response, toPages))
  let pages: Promise<RequestListener> | undefined
  const toPages: RequestListener = (request, response) => {
    pages ??= import('./pages.ts').then(({ createPages }) => {
      const app = createPages(simulator, apis)
      shape(app)
      return app
    })
    pages.then((app) => app(request, response)).catch((error: unknown) => writeFailure(response, error))
  }
  return server
}

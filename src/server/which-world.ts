import { didYouMean } from '../core/nearest.ts'
import type { World } from '../core/world.ts'
import type { Api } from '../http/api.ts'
import type { HttpRequest } from '../http/message.ts'
import type { Simulator } from '../simulator/simulator.ts'

/** A path with the world that its prefix names, if it has one: `/w/<world>/…`. */
export function splitPrefix(path: string): { prefix: string; world: string | undefined; path: string } {
  if (!path.startsWith('/w/')) return { prefix: '', world: undefined, path }
  const end = path.indexOf('/', 3)
  const world = end === -1 ? path.slice(3) : path.slice(3, end)
  return { prefix: `/w/${world}`, world, path: end === -1 ? '/' : path.slice(end) }
}

/** The world of a call: the prefix's, else the header's, else the credential's. A string says why there is none. */
export function whichWorld(
  simulator: Simulator,
  api: Api,
  request: HttpRequest,
  named: string | undefined,
): World | undefined | string {
  const id = named ?? request.headers['x-textbed-world']
  if (id === undefined) return simulator.worldOf(api.name, api.dialect.credential(request))
  const world = simulator.worlds.find(id)
  if (world) return world
  const known = simulator.worlds.list().map((one) => one.id)
  return `There is no world "${id}". ${didYouMean(id, known)} Create it with POST /_textbed/worlds {"id": "${id}"}.`
}

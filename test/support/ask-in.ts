import type { World } from '../../src/core/world.ts'
import { type startBare, credentialsOf } from './bare-simulator.ts'

/** A call, as one writes it down: provider, method, address below what is its own, body. */
export type Asked = readonly [
  api: 'telerivet' | 'rapidpro' | 'admin',
  method: string,
  address: string,
  body?: object | undefined,
]

/** Asks a world for something, with its own credentials. */
export async function askIn(
  { apis, call }: Pick<ReturnType<typeof startBare>, 'apis' | 'call'>,
  world: World,
  [name, method, address, body]: Asked,
) {
  const project = String(world.credentials['telerivet']!['project_id'])
  const start = { telerivet: `/v1/projects/${project}/`, rapidpro: '/api/v2/', admin: `/_textbed/worlds/${world.id}/` }
  const [path = '', query = ''] = address.split('?')
  const credentials = credentialsOf(
    apis.find((one) => one.name === name)!,
    world,
  )
  const answer = await call({
    method,
    path: start[name] + path,
    query,
    world,
    headers: { ...credentials, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: answer.body ?? '' }
}

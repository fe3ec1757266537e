import * as Type from 'typebox'
import { endpoint } from '../dialect/index.ts'

const getHealth = endpoint({
  id: 'admin.getHealth',
  method: 'get',
  path: '/healthz',
  tag: 'System',
  summary: 'Answers as long as the simulator can serve calls.',
  returns: Type.Object(
    { status: Type.Literal('ok'), worlds: Type.Integer() },
    { additionalProperties: false, title: 'Health' },
  ),
  handle: (call) => ({ status: 'ok' as const, worlds: call.caller.simulator.worlds.list().length }),
})

export const systemEndpoints = [getHealth]

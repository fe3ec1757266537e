import * as Type from 'typebox'
import type { Call } from '../../../http/call.ts'
import type { Endpoint, Method } from '../../../http/endpoint.ts'
import { Problem } from '../../../http/problem.ts'
import { endpoint } from '../dialect/endpoints.ts'
import { type Channel, EXTERNAL, activeChannel } from './channel.ts'
import type { Action, Given } from './gateway-form.ts'
import { receive } from './receive-endpoints.ts'
import { reportDelivery } from './report-endpoints.ts'
import { stop } from './stop-endpoints.ts'

/** What an aggregator tells an external channel: texts that came in, and how those that went out fared. */
const ACTIONS: Readonly<Record<string, Action>> = {
  receive,
  sent: reportDelivery('sent', 'S'),
  delivered: reportDelivery('delivered', 'D'),
  failed: reportDelivery('failed', 'F'),
  stopped: stop,
}

const answer = Type.Object(
  { message: Type.String(), data: Type.Array(Type.Record(Type.String(), Type.Unknown())) },
  { additionalProperties: false, title: 'GatewayAnswer' },
)

interface Place {
  operation: string
  path: string
  /** What the document says besides. */
  about?: string
}

/** Where an action is taken: today, and before there was a gateway. */
function placesOf(name: string): Place[] {
  const word = name[0]!.toUpperCase() + name.slice(1)
  const before = name === 'receive' ? 'received' : name
  return [
    { operation: `channel${word}`, path: `/c/ex/{channel}/${name}` },
    {
      operation: `handler${word}`,
      path: `/handlers/external/${before}/{channel}`,
      about: ' The path of before there was a gateway.',
    },
  ]
}

/** Parameters may come in the query or in a form; no credentials are needed but the channel's uuid. */
function asEndpoint(
  { operation, path, about = '' }: Place,
  { summary, parameters, example, take }: Action,
  method: Method,
): Endpoint {
  return endpoint({
    id: `rapidpro.${operation}${method === 'get' ? 'ByGet' : ''}`,
    method,
    path,
    summary: `${summary}${about}`,
    tag: 'External channel',
    query: parameters,
    ...(method === 'post' && {
      body: parameters,
      bodyMedia: ['application/x-www-form-urlencoded', 'multipart/form-data'],
    }),
    returns: answer,
    open: true,
    manners: { formsOnly: true },
    example: (world) => ({ [method === 'get' ? 'query' : 'body']: example(world) }),
    handle: (call) => {
      const [message, entry] = take(call.found!, channelOf(call), { ...call.query, ...(call.body as Given) })
      return { message, data: [entry] }
    },
  })
}

/** @throws Problem */
function channelOf({ found, params }: Call): Channel {
  const channel = found && activeChannel(found, params['channel']!)
  if (channel?.type !== EXTERNAL) throw new Problem('invalid', 'channel not found')
  return channel
}

export const gatewayEndpoints: readonly Endpoint[] = Object.entries(ACTIONS).flatMap(([name, action]) =>
  placesOf(name).flatMap((place) => [asEndpoint(place, action, 'get'), asEndpoint(place, action, 'post')]),
)

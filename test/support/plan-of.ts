import { atOnce } from '../../src/core/slices.ts'
import { routes } from '../../src/core/network/route.ts'
import type { StoreState } from '../../src/core/store/store.ts'
import type { World } from '../../src/core/world.ts'
import type { Api } from '../../src/http/api.ts'
import type { Endpoint } from '../../src/http/endpoint.ts'
import { contacts } from '../../src/providers/rapidpro/contacts/contact.ts'
import { sendMessage } from '../../src/providers/rapidpro/messages/send-message.ts'
import type { Action } from './any-action.ts'
import { type BareCall, type startBare, credentialsOf, exampleOf } from './bare-simulator.ts'

/** A world, and the simulator that it lives in. */
export interface Side {
  bare: ReturnType<typeof startBare>
  id: string
}

export const worldOf = ({ bare, id }: Side): World => bare.simulator.worlds.get(id)

const PEOPLE = ['+12065550101', '+12065550102', '+250788123123', '+16505550199']

const pick = <T>(all: readonly T[], which: number): T => all[which % all.length]!

/** The ids of all rows of one of a platform's collections that has a row of this id, the id itself among them. */
function brothersOf(state: StoreState, api: string, id: string): string[] {
  for (const [name, { rows }] of Object.entries(state))
    if ((api === 'admin' || name.startsWith(api)) && rows.some((row) => row.id === id)) return rows.map((row) => row.id)
  return []
}

/** An operation's example, in which other rows of the same kind stand in the place of some of those that it names. */
function callTo(side: Side, id: string, numbers: readonly number[]): BareCall {
  const world = worldOf(side)
  const state = world.store.state()
  const [api, endpoint] = find(side, id)
  let at = 0
  const instead = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(instead)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, instead(one)]))
    if (typeof value !== 'string' && typeof value !== 'number') return value
    const number = numbers[at++ % numbers.length]!
    if (number % 3 === 0) return value
    const brothers = brothersOf(state, api.name, String(value))
    if (brothers.length === 0) return value
    const other = pick(brothers.slice(-6), number >> 2)
    return typeof value === 'number' ? Number(other) : other
  }
  const { path = {} } = endpoint.example?.(world) ?? {}
  const { query, body } = exampleOf(endpoint, world)
  const known = api.pathParameters(world)
  return {
    method: endpoint.method.toUpperCase(),
    path: endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      name === 'world' ? side.id : encodeURIComponent(String(instead(path[name] ?? known[name]?.example ?? 'nobody'))),
    ),
    query: new URLSearchParams(
      Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(instead(value))])),
    ).toString(),
    ...(endpoint.method === 'get' || endpoint.method === 'delete'
      ? {}
      : { body: JSON.stringify(instead(body)), headers: JSON_TYPE }),
  }
}

function find({ bare }: Side, id: string): [Api, Endpoint] {
  for (const api of bare.apis) for (const one of api.endpoints) if (one.id === id) return [api, one]
  throw new Error(id)
}

const JSON_TYPE = { 'content-type': 'application/json' }

/** The operation that is called, and the call. */
function calledIn(side: Side, one: Extract<Action, { do: 'call' | 'nearly' | 'plan' }>): [id: string, call: BareCall] {
  if (one.do === 'call') return [one.operation, callTo(side, one.operation, one.picks)]
  if (one.do === 'nearly') return [one.operation, one.call]
  const path = '/_textbed/worlds/any/delivery-plans'
  return ['admin.addDeliveryPlan', { method: 'POST', path, body: JSON.stringify(one.rule), headers: JSON_TYPE }]
}

async function callIn(side: Side, id: string, call: BareCall): Promise<unknown> {
  const world = worldOf(side)
  const { status, body, headers } = await side.bare.call({
    ...call,
    path: call.path.replace(/(?<=^\/_textbed\/worlds\/)[^/]+/, side.id),
    world,
    headers: { ...credentialsOf(find(side, id)[0], world), ...call.headers },
  })
  return { id, status, body, headers }
}

/** What an action is in a world as it stands now: to be done there, and in another world that stands the same. */
export function planOf(side: Side, one: Action): (other: Side) => unknown {
  if (one.do === 'call' || one.do === 'nearly' || one.do === 'plan') {
    const [id, call] = calledIn(side, one)
    return (other) => callIn(other, id, call)
  }
  if (one.do === 'write') {
    const { id: to } = pick(worldOf(side).collection(routes).all().toArray(), one.picks[0]!)
    const text = pick(['Yes', 'stop', 'START', 'join me', ''], one.picks[1]!)
    return (other) => worldOf(other).write(pick(PEOPLE, one.picks[2]!), to, text)
  }
  if (one.do === 'switch') return (other) => switchPhone(worldOf(other), one.picks)
  if (one.do === 'repeat') return (other) => repeat(worldOf(other), one.times)
  return (other) => {
    const { clock } = worldOf(other)
    return clock.advanceTo(clock.now + one.by, { jobs: 20_000 })
  }
}

function switchPhone({ deliveries }: World, picks: readonly number[]): void {
  const address = pick(PEOPLE, picks[0]!)
  if (picks[1]! % 2 === 0) atOnce(deliveries.switchOff(address, 1000 * (picks[2]! % 100)))
  else atOnce(deliveries.switchOn(address))
}

/** Sends a text again and again, as two machines do that talk to each other. */
function repeat(world: World, times: number): void {
  const contact = world.collection(contacts).all().at(0)!
  for (let time = 0; time < times; time++) sendMessage(world, { contact, text: 'Thank you' })
}

/** What comes of it, be it that it is refused. */
export const attempt = async (run: () => unknown): Promise<unknown> => {
  try {
    return await run()
  } catch (error) {
    return String(error)
  }
}

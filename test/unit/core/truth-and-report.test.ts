import { describe, expect, test } from 'vitest'
import { obey, when } from '../../../src/core/consequences.ts'
import type { Reports } from '../../../src/core/network/delivery-plan.ts'
import { deliveries } from '../../../src/core/network/delivery.ts'
import { deliveryChanged, deliveryReported } from '../../../src/core/network/events.ts'
import { messagesOf } from '../../../src/core/network/handset.ts'
import { type PlanRule, planRules } from '../../../src/core/network/plan-rule.ts'
import { atOnce } from '../../../src/core/slices.ts'
import { defineCollection } from '../../../src/core/store/collection.ts'
import * as kept from '../../../src/core/store/kept.ts'
import { World, type WorldState } from '../../../src/core/world.ts'

const outbound = { provider: 'toy', message: 'M1', from: '+15550001111', to: '+250788123123', text: 'Hello there' }

/** A world, what happened in it, and what was heard of that: `state @milliseconds`. */
function startWorld(
  state: WorldState | { seed: string; clock: { now: number } } = { seed: 'test', clock: { now: 0 } },
) {
  const world = new World('w', state, { breathe: () => undefined, settle: () => Promise.resolve() })
  const happened: string[] = []
  const heard: string[] = []
  obey(
    world,
    'toy',
    [
      when(deliveryChanged, (event) => void happened.push(`${event.state} @${world.now}`)),
      when(deliveryReported, (event) => void heard.push(`${event.again ? 'again ' : ''}${event.state} @${world.now}`)),
    ],
    () => {},
  )
  const addRule = (rule: Partial<PlanRule>) =>
    world.collection(planRules).insert({
      id: `P${world.random.count('network.plan-rule')}`,
      provider: null,
      from: null,
      to: null,
      text: null,
      plan: null,
      reports: null,
      times: null,
      ...rule,
      sequence: 0,
    })
  return { world, happened, heard, addRule, idle: () => world.clock.runUntilIdle() }
}

describe('a report', () => {
  test('follows each change at once, but not the first, which is its provider’s own doing', async () => {
    const { world, happened, heard, idle } = startWorld()
    world.deliveries.submit(outbound)
    await idle()
    expect(happened).toEqual(['queued @0', 'sent @1000', 'delivered @3000'])
    expect(heard).toEqual(['sent @1000', 'delivered @3000'])
  })

  test.each<[string, Reports, string[]]>([
    ['lost', [], []],
    ['late', [{ after: 60_000 }], ['sent @61000']],
    ['doubled', [{ times: 3, every: 500 }], ['sent @1000', 'again sent @1500', 'again sent @2000']],
    ['doubled at the same moment', [{ times: 2 }], ['sent @1000', 'again sent @1000']],
    ['untrue', [{ state: 'failed', reason: 'spam' }], ['failed @1000']],
    ['untrue at first', [{ state: 'failed' }, { after: 500, state: 'sent' }], ['failed @1000', 'again sent @1500']],
  ])('of a step can be %s', async (_how, reports, expected) => {
    const { world, heard, happened, idle } = startWorld()
    world.deliveries.submit(outbound, { plan: [{ after: 1000, state: 'sent', reports }] })
    await idle()
    expect(heard).toEqual(expected)
    expect(happened).toEqual(['queued @0', 'sent @1000'])
  })

  test('overtakes one that is late', async () => {
    const { world, heard, idle } = startWorld()
    const sent = { after: 1000, state: 'sent', reports: [{ after: 5000 }] } as const
    world.deliveries.submit(outbound, { plan: [sent, { after: 1000, state: 'delivered' }] })
    await idle()
    expect(heard).toEqual(['delivered @2000', 'sent @6000'])
  })

  test('has the reason of what happened, unless it says something else', async () => {
    const { world, idle } = startWorld()
    const reports = [{}, { reason: 'loop' }, { state: 'delivered' }, { state: 'failed' }] as const
    world.deliveries.submit(outbound, { plan: [{ after: 1, state: 'failed', reason: 'spam', reports }] })
    await idle()
    const told = world.journal.from(1, 99, ({ type }) => type === 'delivery.reported')
    expect(told.map(({ state, reason }) => `${String(state)} ${String(reason)}`)).toEqual([
      'failed spam',
      'failed loop',
      'delivered null',
      'failed spam',
    ])
  })

  test('is caused by the change that it is of, however late it comes', async () => {
    const { world, idle } = startWorld()
    const reports = [{ after: 5000, times: 2, every: 5000 }]
    world.deliveries.submit(outbound, { plan: [{ after: 1000, state: 'sent', reports }] })
    await idle()
    const [change] = world.journal.from(1, 99, ({ type, state }) => type === 'delivery.changed' && state === 'sent')
    const told = world.journal.from(1, 99, ({ type }) => type === 'delivery.reported')
    expect(told.map(({ cause }) => cause)).toEqual([change!.id, change!.id])
  })

  test('that is still to come goes with a snapshot', async () => {
    const first = startWorld()
    const reports = [{ after: 5000, times: 2, every: 1000 }]
    first.world.deliveries.submit(outbound, { plan: [{ after: 1000, state: 'sent', reports }] })
    await first.world.clock.advanceTo(2000)
    const second = startWorld(JSON.parse(JSON.stringify(first.world)) as WorldState)
    await second.idle()
    expect(second.heard).toEqual(['sent @6000', 'again sent @7000'])
  })

  test('of a rule is for each step that says nothing itself', async () => {
    const { world, heard, addRule, idle } = startWorld()
    addRule({
      reports: [{ after: 100 }],
      plan: [
        { after: 1, state: 'sent', reports: [] },
        { after: 1, state: 'delivered' },
      ],
    })
    world.deliveries.submit(outbound)
    await idle()
    expect(heard).toEqual(['delivered @102'])
  })

  test('of what somebody does out of turn comes at once, whatever a rule says', async () => {
    const { world, heard, addRule, idle } = startWorld()
    addRule({ reports: [] })
    const delivery = world.deliveries.submit(outbound)
    world.deliveries.cancel(delivery)
    await idle()
    expect(heard).toEqual(['cancelled @0'])
  })
})

describe('a step is decided when it is due', () => {
  const fails = [{ after: 500, state: 'failed' }] as const
  const stays = [{ after: 10, state: 'sent' }] as const
  const unreachable = [...stays, { after: 60_000, state: 'undelivered' }] as const

  test.each<[string, Partial<PlanRule>, number, string[]]>([
    ['decides about what is still queued', { plan: fails }, 100, ['failed @1000']],
    ['that comes later is waited for', { plan: [{ after: 9000, state: 'failed' }] }, 100, ['failed @9000']],
    ['takes over where a text stands', { plan: unreachable }, 1500, ['sent @1000', 'undelivered @61000']],
    ['with nothing to say from there is passed over', { plan: fails }, 1500, ['sent @1000', 'delivered @3000']],
    ['that ends there ends it', { plan: stays }, 1500, ['sent @1000']],
    ['that fits others is none', { plan: fails, to: '+250788000000' }, 100, ['sent @1000', 'delivered @3000']],
  ])('a rule that is added meanwhile %s', async (_what, rule, at, expected) => {
    const { world, happened, addRule, idle } = startWorld()
    world.deliveries.submit(outbound)
    await world.clock.advanceTo(at)
    addRule(rule)
    await idle()
    expect(happened).toEqual(['queued @0', ...expected])
  })

  test('a rule takes over after the last step that enters the state, wherever that stands in it', async () => {
    const { world, happened, addRule, idle } = startWorld()
    const plan = [
      { after: 500, state: 'accepted' },
      { after: 500, state: 'sent' },
      { after: 9000, state: 'delivered' },
    ] as const
    world.deliveries.submit(outbound, { plan })
    await world.clock.advanceTo(1500)
    addRule({ plan: unreachable })
    await idle()
    expect(happened.slice(2)).toEqual(['sent @1000', 'undelivered @61000'])
  })

  test('a rule of many times counts each delivery once, whether at first or on its way', async () => {
    const { world, addRule, idle } = startWorld()
    world.deliveries.submit(outbound)
    const rule = addRule({ plan: unreachable, times: 5 })
    world.deliveries.submit({ ...outbound, message: 'M2' })
    await idle()
    expect(world.collection(planRules).get(rule.id)!.times).toBe(3)
  })

  test('a text that was sent and goes no further because of a rule has arrived', async () => {
    const { world, addRule, idle } = startWorld()
    world.deliveries.submit(outbound)
    await world.clock.advanceTo(1500)
    addRule({ plan: stays })
    await idle()
    expect(messagesOf(world.store, outbound.to)).toMatchObject([{ text: 'Hello there', at: 3000 }])
  })

  test('a rule that is taken away decides no longer, and the provider’s own plan goes on', async () => {
    const { world, happened, addRule, idle } = startWorld()
    addRule({ plan: unreachable })
    world.deliveries.submit(outbound)
    await world.clock.advanceTo(50)
    world.collection(planRules).clear()
    await idle()
    // The step had been put on the clock by the rule.
    expect(happened).toEqual(['queued @0', 'sent @10', 'delivered @60010'])
  })

  test('a rule counts each delivery once, when it first decides', async () => {
    const { world, happened, addRule, idle } = startWorld()
    const rule = addRule({ plan: unreachable, times: 1 })
    world.deliveries.submit(outbound)
    world.deliveries.submit({ ...outbound, message: 'M2' })
    await idle()
    expect(world.collection(planRules).get(rule.id)!.times).toBe(0)
    expect(happened.slice(2)).toEqual(['sent @10', 'sent @1000', 'delivered @3000', 'undelivered @60010'])
  })

  test('a rule that was used up by others in the meantime decides nothing', async () => {
    const { world, happened, addRule, idle } = startWorld()
    world.deliveries.submit(outbound)
    world.deliveries.submit({ ...outbound, message: 'M2' })
    addRule({ plan: fails, times: 1 })
    await idle()
    expect(happened.slice(2)).toEqual(['failed @1000', 'sent @1000', 'delivered @3000'])
  })

  test('a rule about reports alone leaves the plan and its place in it', async () => {
    const { world, happened, heard, addRule, idle } = startWorld()
    const again = [
      { after: 1000, state: 'retrying' },
      { after: 1000, state: 'retrying' },
    ] as const
    world.deliveries.submit(outbound, { plan: [...again, { after: 1000, state: 'sent' }] })
    await world.clock.advanceTo(1500)
    addRule({ reports: [] })
    await idle()
    expect(happened.slice(1)).toEqual(['retrying @1000', 'retrying @2000', 'sent @3000'])
    expect(heard).toEqual(['retrying @1000'])
  })

  test('a fixed plan is outranked by no rule, and uses none up', async () => {
    const { world, happened, addRule, idle } = startWorld()
    const rule = addRule({ plan: fails, reports: [], times: 5 })
    world.deliveries.submit(outbound, { plan: stays, fixed: true })
    await idle()
    expect(happened).toEqual(['queued @0', 'sent @10'])
    expect(world.collection(planRules).get(rule.id)!.times).toBe(5)
  })

  test.each<[number, string[]]>([
    [999, ['failed @999']],
    [1000, ['sent @1000', 'delivered @3000']],
    [2000, ['sent @1000', 'delivered @3000']],
  ])('a text that is valid for %i ms', async (validity, expected) => {
    const { world, happened, idle } = startWorld()
    world.deliveries.submit(outbound, { validity })
    await idle()
    expect(happened).toEqual(['queued @0', ...expected])
  })

  test('a text expires that no plan takes anywhere', async () => {
    const { world, idle } = startWorld()
    world.deliveries.submit(outbound, { plan: [], validity: 5000 })
    await idle()
    expect(world.deliveries.get('D1')).toMatchObject({ state: 'failed', reason: 'expired', since: 5000, arrived: null })
  })

  test('a step that cannot be taken from where a delivery is, as a snapshot may have it, is left out', async () => {
    const { world, happened, idle } = startWorld()
    const delivery = world.deliveries.submit(outbound)
    world.collection(deliveries).update(delivery, { state: 'read' })
    await idle()
    expect(happened).toEqual(['queued @0'])
  })
})

describe('what is sent again', () => {
  test('is the same delivery where it went nowhere', async () => {
    const { world, idle } = startWorld()
    world.deliveries.submit(outbound, { plan: [{ after: 1, state: 'failed' }] })
    await idle()
    expect(world.deliveries.sendAgain(world.deliveries.get('D1')!)).toMatchObject({ id: 'D1', state: 'queued' })
    await idle()
    expect(messagesOf(world.store, outbound.to)).toHaveLength(1)
  })

  test('is a second one where it arrived, and its provider hears that it is queued again', async () => {
    const { world, heard, idle } = startWorld()
    world.deliveries.submit(outbound)
    await idle()
    expect(world.deliveries.sendAgain(world.deliveries.get('D1')!)).toMatchObject({ id: 'D2', message: 'M1' })
    expect(heard.at(-1)).toBe('queued @3000')
    await idle()
    expect(messagesOf(world.store, outbound.to)).toHaveLength(2)
  })
})

describe('a handset that is switched off', () => {
  test('half-way keeps a text waiting that was sent, and another that was not yet', async () => {
    const { world, happened, idle } = startWorld()
    world.deliveries.submit(outbound)
    await world.clock.advanceTo(1500)
    world.deliveries.submit({ ...outbound, message: 'M2' })
    atOnce(world.deliveries.switchOff(outbound.to, 60_000))
    await world.clock.advanceTo(30_000)
    expect(messagesOf(world.store, outbound.to)).toEqual([])
    atOnce(world.deliveries.switchOn(outbound.to))
    await idle()
    expect(happened.slice(2)).toEqual(['queued @1500', 'sent @2500', 'delivered @30000', 'delivered @30000'])
  })

  test('off again and on again before a text is due gets it when it is due', async () => {
    const { world, happened, idle } = startWorld()
    world.deliveries.submit(outbound)
    await world.clock.advanceTo(1500)
    atOnce(world.deliveries.switchOff(outbound.to, 60_000))
    atOnce(world.deliveries.switchOn(outbound.to))
    await idle()
    expect(happened.at(-1)).toBe('delivered @3000')
  })

  test('fails as expired where a text that is still to be handed over is valid for less than the network’s patience', async () => {
    const { world, happened, idle } = startWorld()
    atOnce(world.deliveries.switchOff(outbound.to, 60_000))
    const plan = [
      { after: 1000, state: 'accepted' },
      { after: 1000, state: 'delivered' },
    ] as const
    world.deliveries.submit(outbound, { plan, validity: 5000 })
    await idle()
    expect(happened).toEqual(['queued @0', 'accepted @1000', 'failed @5000'])
  })

  test('is unreachable once the patience of the network has ended, which may be changed meanwhile', async () => {
    const { world, idle } = startWorld()
    atOnce(world.deliveries.switchOff(outbound.to, 1_000_000))
    world.deliveries.submit(outbound)
    await world.clock.advanceTo(5000)
    atOnce(world.deliveries.switchOff(outbound.to, 10_000))
    await idle()
    const expected = { state: 'undelivered', reason: 'unreachable', since: 13_000, arrived: null }
    expect(world.deliveries.get('D1')).toMatchObject(expected)
    atOnce(world.deliveries.switchOn(outbound.to))
    await idle()
    expect(world.deliveries.get('D1')).toMatchObject(expected)
  })

  test('is not read either, but goes on being read of what had arrived', async () => {
    const { world, happened, idle } = startWorld()
    const plan = [
      { after: 1000, state: 'sent' },
      { after: 1000, state: 'read' },
    ] as const
    world.deliveries.submit(outbound, { plan })
    world.deliveries.submit(
      { ...outbound, to: '+250788000000' },
      { plan: [plan[0], { after: 10, state: 'delivered' }, plan[1]] },
    )
    await world.clock.advanceTo(1500)
    atOnce(world.deliveries.switchOff(outbound.to, 60_000))
    atOnce(world.deliveries.switchOff('+250788000000', 60_000))
    await idle()
    expect(happened.slice(-2)).toEqual(['read @2010', 'undelivered @62000'])
  })

  test('gets what was sent over a network that reports nothing more once it is on', async () => {
    const { world, idle } = startWorld()
    atOnce(world.deliveries.switchOff(outbound.to, 0))
    world.deliveries.submit(outbound, { plan: [{ after: 1000, state: 'sent' }] })
    await idle()
    expect(messagesOf(world.store, outbound.to)).toEqual([])
    await world.clock.advanceTo(9000)
    atOnce(world.deliveries.switchOn(outbound.to))
    expect(messagesOf(world.store, outbound.to)).toMatchObject([{ at: 9000 }])
  })

  test('is nobody else’s, and stays off in a snapshot', async () => {
    const first = startWorld()
    atOnce(first.world.deliveries.switchOff('+250788000000', 60_000))
    first.world.deliveries.submit(outbound)
    first.world.deliveries.submit({ ...outbound, to: '+250788000000' })
    const second = startWorld(JSON.parse(JSON.stringify(first.world)) as WorldState)
    await second.idle()
    expect(second.happened).toEqual(['sent @1000', 'sent @1000', 'delivered @3000', 'undelivered @63000'])
  })
})

describe('sending on a provider’s behalf', () => {
  const records = defineCollection('toy.records', { state: kept.text })
  const sending = { provider: 'toy', from: outbound.from, to: outbound.to, text: outbound.text }

  test('writes its record down, tells of it in core’s words, and begins the delivery because of that', () => {
    const { world } = startWorld()
    expect(world.send(records, { id: 'M1', state: 'waiting' }, sending)).toBe(world.collection(records).get('M1'))
    expect(world.journal.from(1, 9)).toMatchObject([
      { type: 'message.created', message: 'M1', direction: 'outbound', ...sending },
      { type: 'delivery.changed', message: 'M1', delivery: 'D1', state: 'queued', cause: 1 },
    ])
  })

  test.each([
    ['nobody can be reached', { ...sending, from: null, to: null }, {}],
    ['its provider keeps it back', sending, null],
  ])('begins no delivery where %s', async (_why, what, course) => {
    const { world, idle } = startWorld()
    world.send(records, { id: 'M1', state: 'failed' }, what, course)
    expect(await idle()).toBe(0)
    expect(world.journal.from(1, 9).map(({ type }) => type)).toEqual(['message.created'])
  })
})

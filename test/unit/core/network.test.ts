import { describe, expect, test } from 'vitest'
import { obey, when } from '../../../src/core/consequences.ts'
import { nearest, didYouMean } from '../../../src/core/nearest.ts'
import { toAddress } from '../../../src/core/network/address.ts'
import { type DeliveryPlan, impossibleStep } from '../../../src/core/network/delivery-plan.ts'
import { DELIVERY_STATES, type DeliveryState, canBecome } from '../../../src/core/network/delivery-state.ts'
import { type Delivery, deliveries } from '../../../src/core/network/delivery.ts'
import { type DeliveryChanged, deliveryChanged, messageInbound } from '../../../src/core/network/events.ts'
import { messagesOf } from '../../../src/core/network/handset.ts'
import { type PlanRule, fits, planRules } from '../../../src/core/network/plan-rule.ts'
import { routes } from '../../../src/core/network/route.ts'
import { World, type WorldState } from '../../../src/core/world.ts'

const outside = { breathe: () => undefined, settle: () => Promise.resolve() }

/** What follows each time that a delivery changes. */
function follow(world: World, hear: (event: DeliveryChanged) => void): void {
  obey(world, 'toy', [when(deliveryChanged, hear)], () => {})
}

function startWorld(seed = 'test', state?: WorldState) {
  const world = new World('w', state ?? { seed, clock: { now: 0 } }, outside)
  const changes: string[] = []
  follow(world, (event) => void changes.push(`${event.was} → ${event.state} @${world.now}`))
  return { world, changes }
}

const outbound = { provider: 'toy', message: 'M1', from: '+15550001111', to: '+250788123123', text: 'Hello there' }

const isLegal = ([from, to]: readonly [DeliveryState, DeliveryState]) => canBecome(from, to)

/** A delivery in a state, with nothing on the clock. */
function inState(state: DeliveryState): { world: World; delivery: Delivery; changes: string[] } {
  const { world, changes } = startWorld()
  const queued = world.deliveries.submit(outbound, { hold: true })
  const delivery = world.collection(deliveries).update(queued, { state })
  changes.length = 0
  return { world, delivery, changes }
}

describe('a delivery', () => {
  test('goes its way unless told otherwise: queued, sent after one second, delivered after two more', async () => {
    const { world, changes } = startWorld()
    const delivery = world.deliveries.submit(outbound)
    expect(delivery).toMatchObject({ id: 'D1', state: 'queued', to: '+250788123123', arrived: null })
    expect(changes).toEqual(['null → queued @0'])
    await world.clock.runUntilIdle()
    expect(changes).toEqual(['null → queued @0', 'queued → sent @1000', 'sent → delivered @3000'])
    expect(world.deliveries.get('D1')).toMatchObject({ state: 'delivered', arrived: 3000, reason: null })
  })

  test('of a plain text has no place for pictures, one with pictures has', () => {
    const { world } = startWorld()
    expect(world.deliveries.submit(outbound)).not.toHaveProperty('attached')
    const attached = { media: [{ url: 'http://example.com/a.png' }] }
    expect(world.deliveries.submit({ ...outbound, attached })).toHaveProperty('attached', attached)
  })

  const pairs = DELIVERY_STATES.flatMap((from) => DELIVERY_STATES.map((to) => [from, to] as const))
  test.each(pairs.filter(isLegal))('can go from %s to %s', (from, to) => {
    const { world, delivery, changes } = inState(from)
    expect(world.deliveries.move(delivery, to, 'unknown')).toMatchObject({ state: to, reason: 'unknown' })
    expect(changes).toEqual([`${from} → ${to} @0`])
  })

  test.each(pairs.filter((pair) => !isLegal(pair)))('cannot go from %s to %s', (from, to) => {
    const { world, delivery, changes } = inState(from)
    expect(() => world.deliveries.move(delivery, to)).toThrow(
      `Delivery D1 is ${from} and cannot become ${to}; from there it can go to `,
    )
    expect(world.deliveries.get('D1')!.state).toBe(from)
    expect(changes).toEqual([])
  })

  test('that is held waits until it is resumed, and takes the full time from then', async () => {
    const { world, changes } = startWorld()
    const delivery = world.deliveries.submit(outbound, { hold: true })
    await world.clock.advanceTo(5000)
    expect(changes).toEqual(['null → queued @0'])
    world.deliveries.resume(world.deliveries.resume(delivery))
    await world.clock.advanceTo(6500)
    world.deliveries.hold(world.deliveries.get('D1')!)
    world.deliveries.hold(world.deliveries.get('D1')!)
    await world.clock.advanceTo(20_000)
    world.deliveries.resume(world.deliveries.get('D1')!)
    await world.clock.runUntilIdle()
    expect(changes).toEqual(['null → queued @0', 'queued → sent @6000', 'sent → delivered @22000'])
  })

  test('that is cancelled goes no further', async () => {
    const { world, changes } = startWorld()
    const delivery = world.deliveries.submit(outbound)
    world.deliveries.cancel(world.deliveries.cancel(delivery))
    expect(world.clock.pending()).toEqual([])
    expect(await world.clock.runUntilIdle()).toBe(0)
    expect(changes).toEqual(['null → queued @0', 'queued → cancelled @0'])
  })

  test('that has been sent cannot be cancelled, and goes on as if nobody had tried', async () => {
    const { world, changes } = startWorld()
    world.deliveries.submit(outbound)
    await world.clock.advanceTo(1000)
    expect(() => world.deliveries.cancel(world.deliveries.get('D1')!)).toThrow(
      'Delivery D1 is sent and cannot become cancelled',
    )
    await world.clock.runUntilIdle()
    expect(changes.at(-1)).toBe('sent → delivered @3000')
  })

  test('that failed is restarted from the beginning', async () => {
    const { world, changes } = startWorld()
    const plan: DeliveryPlan = [{ after: 10, state: 'failed', reason: 'no_credit' }]
    world.deliveries.submit(outbound, { plan })
    await world.clock.runUntilIdle()
    const failed = world.deliveries.get('D1')!
    expect(failed).toMatchObject({ state: 'failed', reason: 'no_credit' })
    expect(world.deliveries.restart(failed)).toMatchObject({ state: 'queued', reason: null })
    await world.clock.runUntilIdle()
    expect(changes).toEqual([
      'null → queued @0',
      'queued → failed @10',
      'failed → queued @10',
      'queued → sent @1010',
      'sent → delivered @3010',
    ])
  })

  test('that waits is restarted and takes each step once', async () => {
    const { world, changes } = startWorld()
    const delivery = world.deliveries.submit(outbound)
    await world.clock.advanceTo(500)
    world.deliveries.restart(delivery)
    await world.clock.runUntilIdle()
    expect(changes).toEqual(['null → queued @0', 'queued → sent @1500', 'sent → delivered @3500'])
  })

  test('that has been sent cannot be restarted, and goes on as if nobody had tried', async () => {
    const { world, changes } = startWorld()
    world.deliveries.submit(outbound)
    await world.clock.advanceTo(1000)
    expect(() => world.deliveries.restart(world.deliveries.get('D1')!)).toThrow(
      'Delivery D1 is sent and cannot become queued',
    )
    await world.clock.runUntilIdle()
    expect(changes.at(-1)).toBe('sent → delivered @3000')
  })

  test.each(['cancel', 'hold'] as const)('may be told to %s by whoever hears that it is queued', async (what) => {
    const { world, changes } = startWorld()
    follow(world, (event) => {
      if (event.was === null) world.deliveries[what](world.deliveries.get(event.delivery)!)
    })
    world.deliveries.submit(outbound, { hold: what === 'hold' })
    expect(await world.clock.runUntilIdle()).toBe(0)
    expect(world.deliveries.get('D1')!.state).toBe(what === 'cancel' ? 'cancelled' : 'queued')
    expect(changes[0]).toBe('null → queued @0')
  })

  test('may be restarted by whoever hears that it failed', async () => {
    const { world, changes } = startWorld()
    follow(world, (event) => {
      if (event.state === 'failed') world.deliveries.restart(world.deliveries.get(event.delivery)!)
    })
    world.deliveries.submit(outbound, { plan: [{ after: 10, state: 'failed' }] })
    await world.clock.runUntilIdle()
    expect(changes).toEqual([
      'null → queued @0',
      'queued → failed @10',
      'failed → queued @10',
      'queued → sent @1010',
      'sent → delivered @3010',
    ])
  })

  test('may be restarted by whoever hears that it is queued, and takes each step once', async () => {
    const { world, changes } = startWorld()
    follow(world, (event) => {
      if (event.state === 'queued') world.deliveries.restart(world.deliveries.get(event.delivery)!)
    })
    world.deliveries.submit(outbound, {
      plan: [
        { after: 10, state: 'retrying' },
        { after: 10, state: 'queued' },
        { after: 10, state: 'failed' },
      ],
    })
    await world.clock.runUntilIdle()
    expect(changes).toEqual(['null → queued @0', 'queued → sent @1000', 'sent → delivered @3000'])
  })

  test('may be restarted by whoever hears that it is queued again', async () => {
    const { world, changes } = startWorld()
    follow(world, (event) => {
      if (event.was === 'retrying' && event.state === 'queued')
        world.deliveries.restart(world.deliveries.get(event.delivery)!)
    })
    world.deliveries.submit(outbound, {
      plan: [
        { after: 10, state: 'retrying' },
        { after: 10, state: 'queued' },
        { after: 10, state: 'failed' },
      ],
    })
    await world.clock.runUntilIdle()
    expect(changes.slice(2)).toEqual(['retrying → queued @20', 'queued → sent @1020', 'sent → delivered @3020'])
  })

  test('may be cancelled by whoever hears that it is tried again, and then goes no further', async () => {
    const { world, changes } = startWorld()
    follow(world, (event) => {
      if (event.state === 'retrying') world.deliveries.cancel(world.deliveries.get(event.delivery)!)
    })
    world.deliveries.submit(outbound, {
      plan: [
        { after: 10, state: 'retrying' },
        { after: 10, state: 'sent' },
      ],
    })
    expect(await world.clock.runUntilIdle()).toBe(1)
    expect(changes.slice(1)).toEqual(['queued → retrying @10', 'retrying → cancelled @10'])
  })

  test('goes on from a snapshot', async () => {
    const first = startWorld()
    first.world.deliveries.submit(outbound)
    await first.world.clock.advanceTo(1500)
    const second = startWorld('', JSON.parse(JSON.stringify(first.world.state())) as WorldState)
    await second.world.clock.runUntilIdle()
    expect(second.changes).toEqual(['sent → delivered @3000'])
  })
})

const rule = (changes: Partial<PlanRule> = {}): PlanRule => ({
  id: 'P1',
  sequence: 1,
  provider: null,
  from: null,
  to: null,
  text: null,
  times: null,
  plan: [{ after: 500, state: 'failed', reason: 'spam' }],
  reports: null,
  ...changes,
})

describe('a plan rule', () => {
  test.each<[string, Partial<PlanRule>, boolean]>([
    ['nothing asked', {}, true],
    ['the provider', { provider: 'toy' }, true],
    ['another provider', { provider: 'other' }, false],
    ['the sender, otherwise written', { from: '1 (555) 000-1111' }, true],
    ['another sender', { from: '+15550001112' }, false],
    ['the receiver', { to: '250788123123' }, true],
    ['another receiver', { to: '123' }, false],
    ['part of the text, whatever the case', { text: 'HELLO' }, true],
    ['another text', { text: 'bye' }, false],
    ['all at once', { provider: 'toy', from: '+15550001111', to: '+250788123123', text: 'there' }, true],
    ['all but one', { provider: 'toy', from: '+15550001111', to: '+250788123123', text: 'bye' }, false],
    ['used up', { times: 0 }, false],
    ['once more', { times: 1 }, true],
  ])('by %s', (_name, changes, fit) => {
    expect(fits(rule(changes), outbound)).toBe(fit)
  })

  test('that fits first decides, as often as it says', async () => {
    const { world } = startWorld()
    const { id: _, sequence: __, ...first } = rule({ times: 2 })
    world.collection(planRules).insert({ id: 'P1', ...first })
    world.collection(planRules).insert({ id: 'P2', ...first, times: null, plan: [{ after: 1, state: 'sent' }] })
    const sent = [1, 2, 3].map((number) => world.deliveries.submit({ ...outbound, message: `M${number}` }))
    await world.clock.runUntilIdle()
    expect(sent.map(({ id }) => world.deliveries.get(id)!.state)).toEqual(['failed', 'failed', 'sent'])
  })

  test('without a number of times is never used up, and counts nothing', async () => {
    const { world } = startWorld()
    const { sequence: _, ...draft } = rule({ times: null })
    const kept = world.collection(planRules).insert(draft)
    for (let index = 0; index < 3; index++) world.deliveries.submit(outbound)
    expect(world.collection(planRules).get(kept.id)!.times).toBeNull()
  })

  test('outranks the plan that a provider gives', async () => {
    const { world } = startWorld()
    const { sequence: _, ...draft } = rule()
    world.collection(planRules).insert(draft)
    world.deliveries.submit(outbound, { plan: [{ after: 1, state: 'sent' }] })
    await world.clock.runUntilIdle()
    expect(world.deliveries.get('D1')!.state).toBe('failed')
  })

  test('spreads steps by the delivery, not by how many others there are', async () => {
    const plan: DeliveryPlan = [{ after: 1000, state: 'sent', spread: 10_000 }]
    const dues = (many: number) => {
      const { world } = startWorld()
      for (let index = 0; index < many; index++) world.deliveries.submit(outbound, { plan })
      world.random.uuid('something else')
      return world.clock
        .pending()
        .toSorted((a, b) => a.sequence - b.sequence)
        .map(({ dueAt }) => dueAt)
    }
    const few = dues(3)
    expect(dues(20).slice(0, 3)).toEqual(few)
    expect(new Set(few).size).toBe(3)
    for (const due of dues(100)) {
      expect(due).toBeGreaterThanOrEqual(1000)
      expect(due).toBeLessThan(11_000)
    }
  })

  test.each<[DeliveryState[], string | undefined]>([
    [['sent', 'delivered', 'read'], undefined],
    [['retrying', 'retrying', 'queued', 'sent'], undefined],
    [[], undefined],
    [
      ['delivered'],
      'Step 1 goes from "queued" to "delivered"; from "queued" a delivery can go to accepted, sent, failed, retrying, cancelled.',
    ],
    [
      ['sent', 'delivered', 'sent'],
      'Step 3 goes from "delivered" to "sent"; from "delivered" a delivery can go to read.',
    ],
    [
      ['sent', 'undelivered', 'sent'],
      'Step 3 goes from "undelivered" to "sent"; from "undelivered" a delivery can go to nothing else.',
    ],
  ])('with the steps %j', (states, words) => {
    expect(impossibleStep(states.map((state) => ({ after: 1, state })))).toBe(words)
  })
})

describe('an address', () => {
  test.each([
    ['+250788123123', '+250788123123'],
    ['250788123123', '+250788123123'],
    ['+250 (788) 123-123', '+250788123123'],
    ['1.555.000.1111', '+15550001111'],
    ['1234567', '+1234567'],
    ['123456', '123456'],
    ['+12345', '12345'],
    [' ACME ', 'ACME'],
    ['ACME 24', 'ACME 24'],
    ['', ''],
    ['++', '++'],
    ['sip:you@example.com', 'sip:you@example.com'],
  ])('%j is %j to the network', (written, address) => {
    expect(toAddress(written)).toBe(address)
    expect(toAddress(address)).toBe(address)
  })
})

function withRoutes() {
  const { world } = startWorld()
  for (const id of ['+15550001111', '+15550002222', '4455'])
    world.collection(routes).insert({ id, provider: 'toy', account: `account of ${id}` })
  return world
}

describe('a text that somebody writes', () => {
  test('arrives at the account that owns the address, however it was written', () => {
    const world = withRoutes()
    const heard: unknown[] = []
    obey(world, 'toy', [when(messageInbound, (event) => void heard.push(event))], () => {})
    const inbound = world.write('+250788123123', '1 (555) 000-2222', 'hi')
    expect(inbound).toMatchObject({
      id: 'I1',
      provider: 'toy',
      route: 'account of +15550002222',
      from: '+250788123123',
      to: '+15550002222',
      text: 'hi',
    })
    expect(heard).toMatchObject([{ type: 'message.inbound', inbound: 'I1', cause: 1 }])
    expect(world.journal.get(1)).toMatchObject({ type: 'handset.wrote', handset: '+250788123123', cause: null })
  })

  test('to an address of nobody is refused with the nearest ones', () => {
    const world = withRoutes()
    expect(() => world.receive('+250788123123', '+15550001112', 'hi')).toThrow(
      'No provider account of this world receives at "+15550001112". Did you mean "+15550001111", "+15550002222" or "4455"?',
    )
  })

  test('in a world without addresses is refused, too', () => {
    expect(() => startWorld().world.receive('1', '2', 'hi')).toThrow('It has no addresses at all.')
  })

  test('shows on the handset, between those that arrived', async () => {
    const world = withRoutes()
    world.deliveries.submit({ ...outbound, text: 'first' })
    await world.clock.advanceTo(3000)
    await world.clock.advanceTo(4000)
    world.write('+250788123123', '4455', 'second')
    world.deliveries.submit({ ...outbound, text: 'third' }, { plan: [{ after: 1000, state: 'sent' }] })
    world.deliveries.submit({ ...outbound, text: 'lost' }, { plan: [{ after: 1000, state: 'failed' }] })
    await world.clock.advanceTo(6000)
    world.deliveries.submit({ ...outbound, text: 'still under way' })
    await world.clock.advanceTo(7000)
    expect(messagesOf(world.store, '250 788 123 123')).toMatchObject([
      { direction: 'received', provider: 'toy', from: '+15550001111', to: '+250788123123', text: 'first', at: 3000 },
      { direction: 'wrote', provider: 'toy', from: '+250788123123', to: '4455', text: 'second', at: 4000 },
      { direction: 'received', provider: 'toy', from: '+15550001111', to: '+250788123123', text: 'third', at: 5000 },
    ])
  })
})

describe('on the handset', () => {
  test('a text stays when it is read, at the time when it arrived', async () => {
    const world = withRoutes()
    world.deliveries.submit(outbound, {
      plan: [
        { after: 1000, state: 'sent' },
        { after: 1000, state: 'delivered' },
        { after: 8000, state: 'read' },
      ],
    })
    await world.clock.advanceTo(5000)
    world.write('+250788123123', '4455', 'an answer')
    await world.clock.runUntilIdle()
    expect(world.deliveries.get('D1')!.state).toBe('read')
    expect(messagesOf(world.store, '+250788123123')).toMatchObject([
      { direction: 'received', text: 'Hello there', at: 2000 },
      { direction: 'wrote', text: 'an answer', at: 5000 },
    ])
  })

  test('a text that was sent is not there while its network still owes a report', async () => {
    const world = withRoutes()
    world.deliveries.submit(outbound, {
      plan: [
        { after: 1000, state: 'sent' },
        { after: 9000, state: 'undelivered' },
      ],
    })
    await world.clock.advanceTo(5000)
    expect(messagesOf(world.store, '+250788123123')).toEqual([])
    await world.clock.runUntilIdle()
    expect(messagesOf(world.store, '+250788123123')).toEqual([])
  })

  test('what a person wrote is found however their number was spelled when they wrote it', () => {
    const world = withRoutes()
    const inbound = world.write('250 788-123-123', '+1 555 000 1111', 'hi')
    expect(inbound).toMatchObject({ from: '+250788123123', to: '+15550001111' })
    expect(world.journal.from(1, 9, ({ type }) => type === 'message.inbound')).toMatchObject([
      { from: '+250788123123', to: '+15550001111' },
    ])
    expect(messagesOf(world.store, '+250788123123')).toMatchObject([{ direction: 'wrote', text: 'hi' }])
  })

  test('texts to and from other people are not there', async () => {
    const world = withRoutes()
    world.deliveries.submit(outbound)
    world.write('+250788123123', '4455', 'mine')
    world.write('+250788000002', '4455', 'of another')
    await world.clock.runUntilIdle()
    expect(messagesOf(world.store, '+250788000002')).toMatchObject([{ text: 'of another' }])
    expect(messagesOf(world.store, '+15550001111')).toEqual([])
  })
})

describe('the nearest words', () => {
  const words = ['telerivet.sendMessage', 'telerivet.queryContacts', 'rapidpro.listContacts', 'plivo.sendMessage']

  test.each([
    ['telerivet.sendmessage', 'telerivet.sendMessage'],
    ['telerivet.sendMesage', 'telerivet.sendMessage'],
    ['queryContacts', 'telerivet.queryContacts'],
    ['PLIVO.SENDMESSAGE', 'plivo.sendMessage'],
    ['rapidpro.contacts', 'rapidpro.listContacts'],
  ])('to %s: first %s', (word, first) => {
    expect(nearest(word, words)[0]).toBe(first)
  })

  test.each<[word: string, known: string[], first: string, because: string]>([
    ['contacts', ['plivo.getAccount', 'telerivet.queryContacts'], 'telerivet.queryContacts', 'holds it'],
    ['CONTACTS', ['plivo.getAccount', 'telerivet.queryContacts'], 'telerivet.queryContacts', 'holds it, in any case'],
    ['abcd', ['abxx', 'ABCD'], 'ABCD', 'is it, in another case'],
    ['id', ['zd', 'video'], 'zd', 'is nearer: two letters are found in anything'],
    ['b', ['c', 'a'], 'a', 'comes first of equals'],
  ])('to %s among %j: %s, which %s', (word, known, first) => {
    expect(nearest(word, known)[0]).toBe(first)
  })

  test('are at most three, and make a question', () => {
    expect(nearest('x', words)).toHaveLength(3)
    expect(nearest('x', [])).toEqual([])
    expect(didYouMean('x', [])).toBe('')
    expect(didYouMean('b', ['a'])).toBe('Did you mean "a"?')
    expect(didYouMean('b', ['a', 'b'])).toBe('Did you mean "b" or "a"?')
    expect(didYouMean('b', ['d', 'a', 'b', 'c'])).toBe('Did you mean "b", "a" or "c"?')
  })

  test('are found quickly for a word of a million letters', () => {
    expect(nearest('x'.repeat(1_000_000), words)).toHaveLength(3)
  })
})

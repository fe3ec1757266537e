import { readFileSync, readdirSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { messagesOf } from '../../../src/core/network/handset.ts'
import { breachesInside } from '../../support/layers.ts'
import { campaigns } from '../../support/toy/campaigns/campaign.ts'
import { groups } from '../../support/toy/groups/group.ts'
import { grownToy } from '../../support/toy/index.ts'
import { startToy } from '../../support/toy-world.ts'

// A contact that moves to a city joins its group, whose campaign writes to it. No object knows of what follows: that is one table.

const number = '+250788123123'

let toy: ReturnType<typeof startToy>
let id: string

beforeEach(async () => {
  toy = startToy({ provider: grownToy })
  toy.world.collection(groups).insert({ id: 'kigali', city: 'Kigali', members: [] })
  toy.world.collection(campaigns).insert({ id: 'welcome', group: 'kigali', text: 'Welcome to Kigali', reached: 0 })
  id = (await toy.call('POST', '/toy/contacts', { body: { name: 'Amina', number, city: 'Huye' } })).body.id
})

const moveTo = (city: string) => toy.call('POST', `/toy/contacts/${id}`, { body: { city } })

/** The types of the entries that led to one, the first cause first. */
function chainTo(type: string): string[] {
  let entry = toy.journal(type).at(-1)
  const chain: string[] = []
  for (; entry; entry = entry.cause === null ? undefined : toy.world.journal.get(entry.cause)) chain.unshift(entry.type)
  return chain
}

describe('when a contact changes', () => {
  test('it joins a group, a campaign comes due, and a text goes out; the journal tells which led to which', async () => {
    await moveTo('Kigali')
    expect(chainTo('message.created')).toEqual([
      'call',
      'toy.contact.changed',
      'toy.group.joined',
      'toy.campaign.due',
      'message.created',
    ])
    await toy.advance(5)
    expect(messagesOf(toy.world.store, number)).toMatchObject([{ direction: 'received', text: 'Welcome to Kigali' }])
    expect(toy.world.collection(groups).get('kigali')).toMatchObject({ members: [id] })
    expect(toy.world.collection(campaigns).get('welcome')).toMatchObject({ reached: 1 })
  })

  test('the answer shows the contact as it is once all of that has been done', async () => {
    expect((await moveTo('Kigali')).body).toMatchObject({ city: 'Kigali', texts: 1 })
    expect(chainTo('toy.contact.changed').slice(-2)).toEqual(['message.created', 'toy.contact.changed'])
  })

  test('nothing follows from what is the same again, or does not matter to a group', async () => {
    await moveTo('Kigali')
    const { next } = toy.world.journal
    await moveTo('Kigali')
    expect(toy.world.journal.from(next, Infinity).map(({ type }) => type)).toEqual(['call'])
    await toy.call('POST', `/toy/contacts/${id}`, { body: { name: 'Amina K.' } })
    expect(toy.journal('message.created')).toHaveLength(1)
  })

  test('and is deleted, its group forgets it', async () => {
    await moveTo('Kigali')
    expect((await toy.call('DELETE', `/toy/contacts/${id}`)).status).toBe(204)
    expect(toy.world.collection(groups).get('kigali')).toMatchObject({ members: [] })
  })
})

test('what happened can be put back with a snapshot, and goes on', async () => {
  await moveTo('Kigali')
  const state: unknown = JSON.parse(JSON.stringify(toy.world))
  toy.simulator.worlds.restore('toy', await toy.simulator.readWorld(state))
  await moveTo('Huye')
  await moveTo('Kigali')
  expect(toy.journal('toy.group.joined')).toHaveLength(2)
})

test('the kinds of events of a provider can be asked for in the journal like those of core', () => {
  expect(toy.simulator.events).toEqual(expect.arrayContaining(['call', 'delivery.changed', 'toy.campaign.due']))
})

describe('no object of the toy platform imports what another one does', () => {
  const root = new URL('../../../', import.meta.url)
  const files = readdirSync(new URL('test/support/toy/', root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `test/support/toy/${file}`)

  test('as it is', () => {
    expect(files).toContain('test/support/toy/groups/join-groups.ts')
    expect(files.flatMap((file) => breachesInside(file, readFileSync(new URL(file, root), 'utf8')))).toEqual([])
  })

  test.each([
    ['contacts/change-contact.ts', `import { joinGroups } from '../groups/join-groups.ts'`, 'let groups listen'],
    ['groups/join-groups.ts', `import { followGroup } from '../campaigns/follow-group.ts'`, 'let campaigns listen'],
    ['campaigns/follow-group.ts', `import { sendCampaign } from '../messages/send-campaign.ts'`, 'let messages listen'],
    ['messages/send-campaign.ts', `import { countText } from '../contacts/change-contact.ts'`, 'let contacts listen'],
  ])('and is refused where it did, as %s', (file, planted, says) => {
    const path = `test/support/toy/${file}`
    const source = `${planted}\n${readFileSync(new URL(path, root), 'utf8')}`
    expect(breachesInside(path, source)).toEqual([expect.stringContaining(says)])
  })
})

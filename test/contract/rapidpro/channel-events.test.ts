import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

const PERSON = 'tel:+250788123123'

test('what happens between a channel and a contact besides messages is listed, newest first', async () => {
  const { admin, get, channel, advance } = await startWorkspace()
  const missed = await admin('POST', '/rapidpro/channel-events', { type: 'call-in-missed', urn: PERSON })
  await advance(60)
  const referral = await admin('POST', '/rapidpro/channel-events', {
    type: 'referral',
    urn: PERSON,
    extra: { referrer_id: 'poster', ads: [1, { x: null }] },
    occurred_on: '2025-12-31T10:00:00Z',
  })
  expect([missed.status, referral.status]).toEqual([201, 201])
  const contact = (await get('contacts.json')).body.results[0]
  expect((await get('channel_events.json')).body).toEqual({
    next: null,
    previous: null,
    results: [
      {
        id: 2,
        type: 'referral',
        contact: { uuid: contact.uuid, name: null },
        channel: { uuid: channel, name: 'Main line' },
        extra: { referrer_id: 'poster', ads: [1, { x: null }] },
        occurred_on: '2025-12-31T10:00:00Z',
        created_on: expect.stringMatching(/^2026-01-01T00:01:00\.\d{6}Z$/),
      },
      expect.objectContaining({ id: 1, type: 'call-in-missed', extra: null }),
    ],
  })
})

test.each([
  ['call-in', 'heard'],
  ['call-in-missed', 'heard'],
  ['new-conversation', 'heard'],
  ['optin', 'heard'],
  ['optout', 'heard'],
  ['call-out', 'not heard'],
  ['call-out-missed', 'not heard'],
  ['welcome-message', 'not heard'],
])('by %s a contact is %s of, and nothing else of it changes', async (type, heard) => {
  const { admin, get } = await startWorkspace()
  expect((await admin('POST', '/rapidpro/channel-events', { type, urn: PERSON })).status).toBe(201)
  const [contact] = (await get('contacts.json')).body.results
  expect([contact.last_seen_on !== null, contact.status]).toEqual([heard === 'heard', 'active'])
})

test('whoever calls is written to by the channel that was called', async () => {
  const { admin, post } = await startWorkspace()
  const second = (await admin('POST', '/rapidpro/channels', { name: 'Hotline', address: '+256780000002' })).body.uuid
  await admin('POST', '/rapidpro/channel-events', { type: 'call-in', urn: PERSON, channel: second })
  const { channel } = (await post('messages.json', { contact: PERSON, text: 'You called.' })).body
  expect(channel.name).toBe('Hotline')
})

test('stop-contact stops the contact, and the events of a deleted contact go with it', async () => {
  const { admin, get, remove } = await startWorkspace()
  await admin('POST', '/rapidpro/channel-events', { type: 'stop-contact', urn: PERSON })
  const [contact] = (await get('contacts.json')).body.results
  expect(contact.status).toBe('stopped')
  await remove(`contacts.json?uuid=${contact.uuid}`)
  expect((await get('channel_events.json')).body.results).toEqual([])
})

test.each([
  [{ type: 'hello', urn: PERSON }, /has to be one of call-in/],
  [{ type: 'call-in', urn: '0788123123' }, /is no URN/],
  [{ type: 'call-in', urn: 'telegram:1' }, /No channel of this world knows the scheme/],
  [{ type: 'call-in', urn: PERSON, channel: 'x' }, /There is no channel \\"x\\"/],
  [{ type: 'call-in', urn: PERSON, extra: 3 }, /has to be an object/],
])('%j does not happen', async (asked, why) => {
  const { admin, get } = await startWorkspace()
  const { status, text } = await admin('POST', '/rapidpro/channel-events', asked)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(500)
  expect(text).toMatch(why)
  expect((await get('channel_events.json')).body.results).toEqual([])
  expect((await get('contacts.json')).body.results).toEqual([])
})

import { expect, test } from 'vitest'
import { startWorld, type TestWorld } from '../support/world.ts'

// Whoever tests asks for the webhooks of a text in the same way, whichever the platform and the direction.

const ANNA = '+12065550123'
const basic = (user: string, password: string) => ({ authorization: `Basic ${btoa(`${user}:${password}`)}` })

interface Shown {
  id: string
  message: string
  webhooks: { id: string; event: string }[]
}

const onlyText = async (world: TestWorld): Promise<Shown> => {
  const { messages } = (await world.admin('GET', '/messages')).body
  expect(messages).toHaveLength(1)
  return messages[0]
}

/** The occasions that a text shows, and those that are found by its id here and by its platform's own. */
async function occasions(world: TestWorld): Promise<string[][]> {
  const text = await onlyText(world)
  const found = async (query: string) =>
    (await world.admin('GET', `/webhooks?${query}`)).body.webhooks.map(({ event }: { event: string }) => event)
  return [
    text.webhooks.map(({ event }) => event),
    await found(`message=${text.id}`),
    await found(`message=${text.message}`),
    await found(`phone=${encodeURIComponent(ANNA)}`),
  ]
}

const fourTimes = (...events: string[]) => Array.from({ length: 4 }, () => events)

test('all that Plivo tells of a text belongs to it, that it is queued included', async () => {
  const world = await startWorld()
  const { auth_id, auth_token, number } = world.credentials['plivo']!
  const body = { src: number, dst: ANNA.slice(1), text: 'Hello', url: `${world.receiver.url}/status` }
  await world.call('POST', `/v1/Account/${auth_id}/Message/`, { headers: basic(auth_id!, auth_token!), body })
  expect(await occasions(world)).toEqual(fourTimes('status'))
  await world.advance('idle')
  expect(world.receiver.received.map(({ form }) => form['Status'])).toEqual(['queued', 'sent', 'delivered'])
  expect(await occasions(world)).toEqual(fourTimes('status', 'status', 'status'))
})

test.each(['telerivet', 'plivo'])('what comes in at %s is known by the id of the platform, too', async (provider) => {
  const world = await startWorld()
  await world.admin('PUT', '/incoming', { [provider]: `${world.receiver.url}/incoming` })
  const { numbers } = (await world.admin('GET', '')).body
  await world.handset(ANNA).writes(numbers[provider], 'Hello')
  await world.advance('idle')
  expect(await occasions(world)).toEqual(fourTimes(provider === 'plivo' ? 'inbound' : 'incoming_message'))
})

test('a text is told of by its message: who goes on from there does not meet it again', async () => {
  const world = await startWorld()
  const { api_key, project_id } = world.credentials['telerivet']!
  await world.call('POST', `/v1/projects/${project_id}/messages/send`, {
    headers: basic(api_key!, ''),
    body: { to_number: ANNA, content: 'Hello' },
  })
  const { entry } = (await world.admin('GET', '/wait?type=message.created&timeout=0')).body
  expect(await onlyText(world)).toMatchObject({ entry: entry.id })
  expect((await world.admin('GET', `/messages?after=${entry.id}`)).body.messages).toEqual([])
})

import plivo from 'plivo'
import { expect, test } from 'vitest'
import { startWorld, type TestWorld } from '../../support/world.ts'

/** The official client, pointed here as its users point it. */
function clientOf(world: TestWorld) {
  const { auth_id, auth_token } = world.credentials['plivo'] as { auth_id: string; auth_token: string }
  return new plivo.Client(auth_id, auth_token, { url: `${world.url}/v1/Account/${auth_id}` })
}

test('a message is sent, delivered, and answered by the person who got it', async () => {
  const world = await startWorld()
  const client = clientOf(world)
  const url = `${world.receiver.url}/status`

  const sent = await client.messages.create('14155550100', '14155550123', 'Hello', { url })
  expect(sent.messageUuid).toHaveLength(1)
  await world.advance('idle')

  const read = await client.messages.get(sent.messageUuid[0]!)
  expect(read).toMatchObject({ messageState: 'delivered', errorCode: '000', units: 1, totalAmount: '0.00350' })
  expect(await world.handset('+14155550123').messages()).toMatchObject([{ from: '+14155550100', text: 'Hello' }])
  expect(world.receiver.received.map(({ form }) => form['Status'])).toEqual(['queued', 'sent', 'delivered'])
})

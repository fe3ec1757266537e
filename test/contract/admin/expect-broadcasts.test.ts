import { expect, test } from 'vitest'
import { startWorkspace } from '../rapidpro/start.ts'
import { startProject } from '../telerivet/project.ts'

// Patience is real time: a test that spent any of it would be over before.
const PATIENCE = { patience: 300, within: 'PT1M' }

const AMINA = '+250788000001'

test('a text of a broadcast that has still to write it is waited for on the clock, not in real time', async () => {
  const { post, admin } = await startWorkspace()
  await post('broadcasts.json', { urns: [`tel:${AMINA}`], text: 'Hello' })
  const { status, body } = await admin('POST', '/expect', { phone: AMINA, text: 'Hello', ...PATIENCE })
  expect([status, body.messages[0].state]).toEqual([200, 'delivered'])
})

test('so it is on every platform', async () => {
  const { post, admin } = await startProject()
  await post('/send_broadcast', { to_numbers: [AMINA], content: 'Hello' })
  expect((await admin('POST', '/expect', { phone: AMINA, text: 'Hello', ...PATIENCE })).status).toBe(200)
})

test('a broadcast to others leaves the patience for code in the background', async () => {
  const { post, admin } = await startWorkspace()
  await post('broadcasts.json', { urns: [`tel:${AMINA}`], text: 'Hello' })
  const coming = admin('POST', '/expect', { phone: '+250788000002', ...PATIENCE })
  // Once the first broadcast has written its text, code in the background sends another.
  expect((await admin('GET', '/wait?type=message.created&timeout=25')).status).toBe(200)
  await post('broadcasts.json', { urns: ['tel:+250788000002'], text: 'Hello, too' })
  expect((await coming).body.messages).toMatchObject([{ text: 'Hello, too' }])
})

import { expect, test } from 'vitest'
import { basic } from '../../support/world.ts'
import { startProject } from './project.ts'

test('a fork taken half-way through a delivery goes on by itself, under credentials of its own', async () => {
  const { admin, advance, call, id: world, post, get, project, receiver, running, credentials } = await startProject()
  const { id } = (await post('/messages/send', { to_number: '+16505550123', content: 'a', status_url: receiver.url }))
    .body
  await advance(1)
  const fork = (await admin('POST', '/fork', { id: `${world}-fork` })).body
  const mine = fork.credentials.telerivet as Record<string, string>
  expect(mine).toMatchObject({ ...credentials.telerivet, api_key: expect.any(String) })
  expect(mine.api_key).not.toBe(credentials.telerivet!.api_key)
  await call('POST', `/_textbed/worlds/${world}-fork/clock/advance`, { body: { by: 10 } })
  expect(receiver.received.map(({ form }) => form.status)).toEqual(['sent', 'delivered'])
  const seen = await call('GET', `${project}/messages/${id}`, { headers: basic(mine.api_key!) })
  expect(seen.body.status).toBe('delivered')
  expect((await get(`/messages/${id}`)).body.status).toBe('sent')
  running.simulator.worlds.delete(`${world}-fork`)
})

test('the same seed and the same calls give the same answers, byte by byte', async () => {
  expect(await walk()).toEqual(await walk())
})

async function walk() {
  const { get, post, advance } = await startProject({ seed: 'same' })
  const sent = await post('/messages/send', { to_number: '+16505550123', content: 'https://x.io', track_clicks: true })
  await advance('idle')
  return [sent.text, (await get('/messages')).text, (await get('/contacts')).text]
}

import assert from 'node:assert/strict'
import { test } from 'node:test'

/** Whatever speaks HTTP can use textbed: this suite needs no package at all. */
const textbed = process.env.TEXTBED_URL ?? 'http://127.0.0.1:8398'

async function ask(method, path, body, headers = {}) {
  const answer = await fetch(`${textbed}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  })
  assert.ok(answer.ok, `${method} ${path} was answered ${answer.status}`)
  return answer.status === 204 ? undefined : answer.json()
}

test('a notice reaches a person, and the answer comes back', async (t) => {
  const { id, credentials } = await ask('POST', '/_textbed/worlds', { name: t.name })
  const world = `/_textbed/worlds/${id}`
  t.after(() => ask('DELETE', world))
  const token = { authorization: `Token ${credentials.rapidpro.token}` }

  await ask('POST', '/api/v2/broadcasts.json', { urns: ['tel:+250788123123'], text: 'The clinic is open.' }, token)
  const { messages } = await ask('POST', `${world}/expect`, { phone: '+250788123123', text: 'open', within: 'PT1H' })
  assert.equal(messages[0].provider, 'rapidpro')

  await ask('POST', `${world}/handsets/%2B250788123123/messages`, { text: 'Thank you' })
  const inbox = await ask('GET', '/api/v2/messages.json?folder=inbox', undefined, token)
  assert.deepEqual(
    inbox.results.map(({ text }) => text),
    ['Thank you'],
  )
})

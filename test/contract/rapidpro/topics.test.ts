import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

test('every workspace starts with a system topic named General', async () => {
  const { get } = await startWorkspace()
  expect((await get('topics.json')).body).toEqual({
    next: null,
    previous: null,
    results: [
      {
        uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        name: 'General',
        counts: { open: 0, closed: 0 },
        system: true,
        created_on: expect.stringMatching(/^2026-01-01T00:00:00\.\d{6}Z$/),
      },
    ],
  })
})

test('a POST can be used to create a new topic, and with its uuid to rename it', async () => {
  const { get, post } = await startWorkspace()
  const made = await post('topics.json', { name: ' Side effects ' })
  expect([made.status, made.body]).toEqual([
    201,
    expect.objectContaining({ name: 'Side effects', system: false, counts: { open: 0, closed: 0 } }),
  ])
  const renamed = await post(`topics.json?uuid=${made.body.uuid}`, { name: 'side EFFECTS' })
  expect([renamed.status, renamed.body]).toEqual([200, { ...made.body, name: 'side EFFECTS' }])
  expect((await get('topics.json')).body.results.map(({ name }: any) => name)).toEqual(['side EFFECTS', 'General'])
})

test('General cannot be renamed, and what is not there cannot either', async () => {
  const { get, post } = await startWorkspace()
  const [general] = (await get('topics.json')).body.results
  const answer = async (uuid: string, body: unknown) => {
    const given = await post(`topics.json?uuid=${uuid}`, body)
    return [given.status, given.body]
  }
  expect(await answer(general.uuid, {})).toEqual([403, { detail: 'Cannot modify system object.' }])
  expect(await answer('5ff1b2c3-0d4e-4f5a-8b6c-7d8e9f0a1b2c', {})).toEqual([
    404,
    { detail: 'No Topic matches the given query.' },
  ])
  expect(await answer('x', {})).toEqual([400, { detail: 'Value for uuid must be a valid UUID' }])
})

test('a workspace has fifty topics of its own at most, which is told before the body is judged', async () => {
  const { get, post } = await startWorkspace()
  for (let made = 0; made < 50; made++) expect((await post('topics.json', { name: `Topic ${made}` })).status).toBe(201)
  const full = await post('topics.json', {})
  expect([full.status, full.body]).toEqual([
    409,
    { detail: 'Cannot create object because workspace has reached limit of 50.' },
  ])
  // One that is there can be renamed all the same.
  const [last] = (await get('topics.json')).body.results
  expect((await post(`topics.json?uuid=${last.uuid}`, { name: 'Renamed' })).status).toBe(200)
})

import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

test('a GET returns the list of message labels, in the order of last created', async () => {
  const { get, post } = await startWorkspace()
  for (const name of ['Screened', 'Urgent']) await post('labels.json', { name })
  const { results } = (await get('labels.json')).body
  expect(results).toEqual([
    { uuid: expect.stringMatching(/^[0-9a-f-]{36}$/), name: 'Urgent', count: 0 },
    { uuid: expect.stringMatching(/^[0-9a-f-]{36}$/), name: 'Screened', count: 0 },
  ])
})

test('a label is created with a name, updated by its UUID, and deleted, which frees its name', async () => {
  const { get, post, remove } = await startWorkspace()
  const { body } = await post('labels.json', { name: 'Screened' })
  expect((await post('labels.json', { name: 'SCREENED' })).body).toEqual({ name: ['This field must be unique.'] })
  const renamed = await post(`labels.json?uuid=${body.uuid.toUpperCase()}`, { name: 'Seen' })
  expect([renamed.status, renamed.body]).toEqual([200, { ...body, name: 'Seen' }])
  expect((await remove(`labels.json?uuid=${body.uuid}`)).status).toBe(204)
  expect((await get('labels.json')).body.results).toEqual([])
  expect((await post('labels.json', { name: 'Seen' })).status).toBe(201)
})

test('what names a label has to be a UUID, in lists and in the URL of a change', async () => {
  const { get, post, remove } = await startWorkspace()
  for (const answer of [
    await get('labels.json?uuid=x'),
    await post('labels.json?uuid=x', { name: 'Seen' }),
    await remove('labels.json?uuid=x'),
  ])
    expect([answer.status, answer.body]).toEqual([400, { detail: 'Value for uuid must be a valid UUID' }])
})

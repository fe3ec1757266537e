import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

test('a GET returns the classifiers for your organization, most recent first', async () => {
  const { admin, get } = await startWorkspace()
  const made = await admin('POST', '/rapidpro/classifiers', { name: 'Crops', type: 'luis', intents: ['b', 'a', 'b'] })
  await admin('POST', '/rapidpro/classifiers', { name: 'Symptoms' })
  expect((await get('classifiers.json')).body).toEqual({
    next: null,
    previous: null,
    results: [
      expect.objectContaining({ name: 'Symptoms', type: 'wit', intents: [] }),
      {
        uuid: made.body.uuid,
        name: 'Crops',
        type: 'luis',
        intents: ['a', 'b'],
        created_on: expect.stringMatching(/^2026-01-01T00:00:00\.\d{6}Z$/),
      },
    ],
  })
})

test('a classifier that is asked again knows other intents, and one that is deleted is in no list', async () => {
  const { admin, get } = await startWorkspace()
  const { uuid } = (await admin('POST', '/rapidpro/classifiers', { name: 'Crops', intents: ['a'] })).body
  await admin('POST', `/rapidpro/classifiers/${uuid}`, { intents: ['c'] })
  expect((await get(`classifiers.json?uuid=${uuid}`)).body.results[0].intents).toEqual(['c'])
  await admin('DELETE', `/rapidpro/classifiers/${uuid}`)
  expect((await get('classifiers.json')).body.results).toEqual([])
})

test('a uuid that is none is refused, and classifiers cannot be written', async () => {
  const { get, post } = await startWorkspace()
  const wrong = await get('classifiers.json?uuid=x')
  expect([wrong.status, wrong.body]).toEqual([400, { detail: 'Value for uuid must be a valid UUID' }])
  const posted = await post('classifiers.json', { name: 'Crops' })
  expect([posted.status, posted.body]).toEqual([405, { detail: 'Method "POST" not allowed.' }])
})

import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

test('an opt-in is created by its name, and listed newest first', async () => {
  const { get, post } = await startWorkspace()
  const made = await post('optins.json', { name: ' Weather alerts ' })
  expect([made.status, made.body.name]).toEqual([201, 'Weather alerts'])
  await post('optins.json', { name: 'Prices' })
  const { results } = (await get('optins.json')).body
  expect(results.map(({ name }: { name: string }) => name)).toEqual(['Prices', 'Weather alerts'])
  expect(results[1]).toEqual(made.body)
})

test.each([
  [{}, ['This field is required.']],
  [{ name: '  ' }, ['This field may not be blank.']],
  [{ name: 'WEATHER ALERTS' }, ['This field must be unique.']],
  [{ name: 'a"b' }, ['Cannot contain the character: "']],
  [{ name: 'a\\b' }, ['Cannot contain the character: \\']],
  [
    { name: 'x'.repeat(65) },
    ['Cannot be longer than 64 characters.', 'Ensure this field has no more than 64 characters.'],
  ],
])('%j is no name for one', async (body, sentences) => {
  const { get, post } = await startWorkspace()
  await post('optins.json', { name: 'Weather alerts' })
  const refused = await post('optins.json', body)
  expect([refused.status, refused.body]).toEqual([400, { name: sentences }])
  expect((await get('optins.json')).body.results).toHaveLength(1)
})

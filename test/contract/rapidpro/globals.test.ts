import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

test('a GET returns the globals, most recently modified first', async () => {
  const { get, post, advance } = await startWorkspace()
  await post('globals.json', { name: 'Help Line', value: '1919' })
  await advance('PT1M')
  await post('globals.json', { name: 'Clinic', value: 'Textbed' })
  const list = async (query = '') => (await get(`globals.json${query}`)).body.results.map(({ key }: any) => key)
  expect(await list()).toEqual(['clinic', 'help_line'])
  expect(await list('?reverse=true')).toEqual(['help_line', 'clinic'])
  await advance('PT1M')
  expect((await post('globals.json?key=help_line', { value: '1920' })).body).toEqual({
    key: 'help_line',
    name: 'Help Line',
    value: '1920',
    modified_on: expect.stringMatching(/^2026-01-01T00:02:00\.\d{6}Z$/),
  })
  expect(await list()).toEqual(['help_line', 'clinic'])
})

test.each([
  ['Help Line', 'help_line'],
  ['Org_Name 2', 'org_name_2'],
  ['-dash  and--dash-', 'dash_and_dash'],
])('the key of "%s" is %s', async (name, key) => {
  const { post } = await startWorkspace()
  expect((await post('globals.json', { name, value: '1' })).body).toMatchObject({ key, name })
})

test('a global is updated by its key: its value changes, its name and key do not', async () => {
  const { post } = await startWorkspace()
  await post('globals.json', { name: 'Help Line', value: '1919' })
  const answer = await post('globals.json?key=help_line', { name: 'Another', value: '2' })
  expect([answer.status, answer.body]).toMatchObject([200, { key: 'help_line', name: 'Help Line', value: '2' }])
})

test('a new name that comes to a key that is there gives that global the value', async () => {
  const { get, post } = await startWorkspace()
  await post('globals.json', { name: 'Help Line', value: '1919' })
  const answer = await post('globals.json', { name: 'Help-Line', value: '2' })
  expect([answer.status, answer.body]).toMatchObject([201, { key: 'help_line', name: 'Help Line', value: '2' }])
  expect((await get('globals.json')).body.results).toHaveLength(1)
})

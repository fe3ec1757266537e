import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

test('a GET returns the list of custom contact fields, in the order of last created', async () => {
  const { get, post } = await startWorkspace()
  await post('fields.json', { name: 'Nick Name', type: 'text' })
  await post('fields.json', { name: 'Plot Size', type: 'number' })
  expect((await get('fields.json')).body.results).toEqual([
    {
      key: 'plot_size',
      name: 'Plot Size',
      type: 'number',
      featured: false,
      priority: 0,
      usages: { flows: 0, groups: 0, campaign_events: 0 },
      agent_access: 'view',
      label: 'Plot Size',
      value_type: 'numeric',
    },
    expect.objectContaining({ key: 'nick_name', type: 'text', value_type: 'text' }),
  ])
})

test.each([
  ['Nick Name', 'nick_name'],
  ['  second   Name-', 'second_name'],
  ['A1', 'a1'],
])('the key of "%s" is %s', async (name, key) => {
  const { post } = await startWorkspace()
  expect((await post('fields.json', { name, type: 'text' })).body.key).toBe(key)
})

test('the names of old, label and value_type, do as well, and those of today win', async () => {
  const { post } = await startWorkspace()
  expect((await post('fields.json', { label: 'Age', value_type: 'numeric' })).body).toMatchObject({
    key: 'age',
    type: 'number',
  })
  const both = { name: 'Born', label: 'Other', type: 'datetime', value_type: 'text' }
  expect((await post('fields.json', both)).body).toMatchObject({ key: 'born', type: 'datetime' })
  expect((await post('fields.json', { label: 'Sex', value_type: 'number' })).body).toEqual({
    value_type: ['"number" is not a valid choice.'],
  })
})

test('a field is updated by its key, which never changes', async () => {
  const { get, post } = await startWorkspace()
  await post('fields.json', { name: 'Nick Name', type: 'text' })
  const answer = await post('fields.json?key=nick_name', { name: 'Called', type: 'number' })
  expect([answer.status, answer.body]).toMatchObject([200, { key: 'nick_name', name: 'Called', type: 'number' }])
  expect((await get('fields.json')).body.results).toHaveLength(1)
  // The name is free, its key is not.
  expect((await post('fields.json', { name: 'Nick Name', type: 'text' })).body).toEqual({
    name: ['This field must be unique.'],
  })
  // What stays as it was is not taken.
  expect((await post('fields.json?key=nick_name', { name: 'CALLED', type: 'text' })).status).toBe(200)
})

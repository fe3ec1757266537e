import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

test('contacts are archived on the web pages: they leave their groups, and what is sent to them fails', async () => {
  const { get, post, admin } = await startWorkspace()
  await post('groups.json', { name: 'Reporters' })
  const { uuid } = (await post('contacts.json', { urns: ['tel:+250788123123'], groups: ['Reporters'] })).body
  const page = `/rapidpro/contacts/${uuid}`
  const archived = await admin('POST', page, { status: 'archived' })
  expect([archived.status, archived.body]).toMatchObject([200, { uuid, status: 'archived', groups: [] }])
  expect((await get(`contacts.json?uuid=${uuid}`)).body.results).toEqual([archived.body])
  expect((await post('messages.json', { contact: uuid, text: 'Hi' })).body.status).toBe('failed')
  expect((await admin('POST', page, { status: 'active' })).body).toMatchObject({ status: 'active', groups: [] })
  expect((await admin('GET', page)).body).toEqual((await get(`contacts.json?uuid=${uuid}`)).body.results[0])
})

test('a contact that is not there, or is deleted, is not found on the web pages', async () => {
  const { post, remove, admin } = await startWorkspace()
  const { uuid } = (await post('contacts.json')).body
  await remove(`contacts.json?uuid=${uuid}`)
  for (const id of [uuid, 'nobody']) {
    const answer = await admin('POST', `/rapidpro/contacts/${id}`, { status: 'archived' })
    expect([answer.status, answer.text.replaceAll('\\"', '"')]).toEqual([
      404,
      expect.stringContaining(`There is no contact "${id}".`),
    ])
  }
})

import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

async function startWithWhatsApp() {
  const workspace = await startWorkspace()
  const channel = (await workspace.admin('POST', '/rapidpro/channels', { type: 'whatsapp', address: '250780000009' }))
    .body
  const make = (name: string, translations: object[]) =>
    workspace.admin('POST', '/rapidpro/templates', { name, translations })
  return { ...workspace, line: channel.uuid as string, make }
}

test('WhatsApp templates are listed with their translations, the one changed last first', async () => {
  const { get, make, admin, line } = await startWithWhatsApp()
  const first = await make('appointment', [
    { locale: 'kin', content: 'Muraho {{2}} {{1}}', status: 'pending' },
    { locale: 'eng-US', content: 'Hello', namespace: 'abc' },
  ])
  await make('welcome', [{ locale: 'eng', content: 'Hi' }])
  await admin('POST', `/rapidpro/templates/${first.body.uuid}`, {
    translations: [
      { locale: 'kin', content: 'Muraho {{2}} {{1}}', status: 'rejected' },
      { locale: 'eng-US', content: 'Hello', namespace: 'abc' },
    ],
  })
  const { results } = (await get('templates.json')).body
  expect(results.map(({ name }: { name: string }) => name)).toEqual(['appointment', 'welcome'])
  const channel = { uuid: line, name: 'Channel' }
  expect(results[0]).toEqual({
    uuid: first.body.uuid,
    name: 'appointment',
    translations: [
      {
        language: 'eng',
        locale: 'eng-US',
        content: 'Hello',
        namespace: 'abc',
        variable_count: 0,
        status: 'approved',
        channel,
      },
      {
        language: 'kin',
        locale: 'kin',
        content: 'Muraho {{2}} {{1}}',
        namespace: '',
        variable_count: 2,
        status: 'rejected',
        channel,
      },
    ],
    created_on: first.body.created_on,
    modified_on: expect.any(String),
  })
  expect(results[0].modified_on > results[0].created_on).toBe(true)
})

test('translations go with their channel, and a template with the last of them', async () => {
  const { get, make, admin, line } = await startWithWhatsApp()
  const other = (await admin('POST', '/rapidpro/channels', { type: 'whatsapp', address: '250780000008' })).body.uuid
  const one = { locale: 'eng', content: 'Hi' }
  await make('both', [
    { ...one, channel: line },
    { ...one, channel: other },
  ])
  await make('one', [{ ...one, channel: line }])
  await admin('DELETE', `/rapidpro/channels/${line}`)
  const { results } = (await get('templates.json')).body
  expect(results.map((row: any) => [row.name, row.translations.length])).toEqual([['both', 1]])
})

test('templates belong to channels for WhatsApp', async () => {
  const { admin } = await startWorkspace()
  const translations = [{ locale: 'eng', content: 'Hi' }]
  const none = await admin('POST', '/rapidpro/templates', { name: 'x', translations })
  expect([none.status, none.text]).toEqual([404, expect.stringMatching(/this world has none/)])
  const { make } = await startWithWhatsApp()
  expect((await make('x', [{ locale: 'english', content: 'Hi' }])).text).toMatch(/has to match/)
  expect((await make('x', [{ locale: 'eng', content: 'Hi', channel: 'y' }])).text).toMatch(/no channel for WhatsApp/)
  await make('x', translations)
  expect((await make('X', translations)).status).toBe(409)
})

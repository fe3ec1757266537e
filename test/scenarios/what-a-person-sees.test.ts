import { describe, expect, test } from 'vitest'
import { openAccount } from '../contract/plivo/open-account.ts'
import { startWorkspace } from '../contract/rapidpro/start.ts'
import { startProject } from '../contract/telerivet/project.ts'
import type { TestWorld } from '../support/world.ts'

const AMINA = '+14155550123'

/** The one message on the phone, without its time. */
async function onPhone(world: TestWorld, number = AMINA) {
  await world.advance('PT1M')
  const messages = await world.handset(number).messages()
  expect(messages).toHaveLength(1)
  const { at: _at, ...message } = messages[0]
  return message
}

describe('a person who gets from Plivo', () => {
  const from = { direction: 'received', provider: 'plivo', from: '+14155550100', to: AMINA }

  test('a plain text sees the text, and nothing else', async () => {
    const { send, world } = await openAccount()
    await send({ text: 'Hello' })
    expect(await onPhone(world)).toEqual({ ...from, text: 'Hello' })
  })

  test('an MMS sees its pictures, and its text only if it has one', async () => {
    const { send, world } = await openAccount()
    const media_urls = ['https://media.example.test/cat.png', 'https://media.example.test/song']
    await send({ type: 'mms', text: null, media_urls })
    const media = [
      { url: media_urls[0], content_type: 'image/png' },
      { url: media_urls[1], content_type: 'application/octet-stream' },
    ]
    expect(await onPhone(world)).toEqual({ ...from, media })
    await send({ type: 'mms', dst: '14155550124', text: 'Look', media_urls })
    expect(await onPhone(world, '+14155550124')).toEqual({ ...from, to: '+14155550124', text: 'Look', media })
  })

  test('an uploaded picture sees it where the account finds it, in a fork as well', async () => {
    const { call, send, world, authId } = await openAccount()
    const { media_id, media_url } = (
      await call('POST', '/Media/', {
        raw: '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n',
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
      })
    ).body.objects[0]
    await send({ type: 'mms', text: null, media_ids: [media_id] })
    expect(await onPhone(world)).toEqual({ ...from, media: [{ url: media_url, content_type: 'image/png' }] })

    const { id, credentials } = (await world.admin('POST', '/fork', {})).body
    const forked = await world.call('GET', `/_textbed/worlds/${id}/handsets/${AMINA}/messages`)
    const there = media_url.replace(authId, credentials.plivo.auth_id)
    expect(forked.body.messages).toMatchObject([{ media: [{ url: there }] }])
    world.running.simulator.worlds.delete(id)
  })

  test.each([
    ['template', { template: { name: 'order', language: 'en', components: [{ type: 'body', parameters: [] }] } }],
    [
      'interactive',
      {
        interactive: { type: 'button', body: { text: 'Yes or no?' }, action: { buttons: [{ id: '1', title: 'Yes' }] } },
      },
    ],
    ['location', { location: { longitude: '30.06', latitude: '-1.94', name: 'Kigali' } }],
  ])('a %s by WhatsApp sees it as it was sent', async (_, rich) => {
    const { send, world } = await openAccount()
    await send({ type: 'whatsapp', text: null, ...rich })
    expect(await onPhone(world)).toEqual({ ...from, rich })
  })

  test('one MMS to two numbers: both see the same picture', async () => {
    const { send, world } = await openAccount()
    await send({ type: 'mms', dst: '14155550123<14155550124', text: null, media_urls: ['http://a.test/a.gif'] })
    const media = [{ url: 'http://a.test/a.gif', content_type: 'image/gif' }]
    expect(await onPhone(world)).toEqual({ ...from, media })
    expect(await onPhone(world, '+14155550124')).toEqual({ ...from, to: '+14155550124', media })
  })
})

describe('a person who gets from Telerivet', () => {
  const media_urls = ['https://media.example.test/cat.png']

  test('an MMS sees its pictures', async () => {
    const project = await startProject()
    await project.post('/messages/send', { message_type: 'mms', to_number: AMINA, media_urls })
    const message = await onPhone(project)
    expect(message).toEqual({
      direction: 'received',
      provider: 'telerivet',
      from: message.from,
      to: AMINA,
      media: [{ url: media_urls[0] }],
    })
  })

  test('an SMS with media sees links in its text, as the documents have it', async () => {
    const project = await startProject()
    await project.post('/messages/send', { to_number: AMINA, content: 'Look', media_urls })
    const message = await onPhone(project)
    expect(message).not.toHaveProperty('media')
    expect(message.text).toMatch(/^Look\nhttp/)
  })
})

test('a person who gets an attachment from RapidPro sees it, and the answers that they can choose', async () => {
  const workspace = await startWorkspace()
  const { url } = (await workspace.upload('JPEG', 'cat.jpg', 'image/jpeg')).body
  const sent = await workspace.post('broadcasts.json', { urns: [`tel:${AMINA}`], attachments: [`image/jpeg:${url}`] })
  expect(sent.status).toBe(201)
  expect(await onPhone(workspace)).toEqual({
    direction: 'received',
    provider: 'rapidpro',
    from: workspace.address,
    to: AMINA,
    media: [{ url, content_type: 'image/jpeg' }],
  })
  await workspace.post('broadcasts.json', {
    urns: ['tel:+14155550124'],
    text: 'Well?',
    quick_replies: [{ text: 'Yes' }, { text: 'No' }],
  })
  expect(await onPhone(workspace, '+14155550124')).toMatchObject({
    text: 'Well?',
    rich: { quick_replies: [{ text: 'Yes' }, { text: 'No' }] },
  })
})

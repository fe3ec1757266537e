import { expect, test } from 'vitest'
import { startProject } from './project.ts'

const media_urls = ['https://example.org/photos/bags.JPG?size=2', 'https://example.org/']
const PARTS = [
  { cid: '<1>', type: 'image/jpeg', filename: 'bags.JPG', size: null, url: media_urls[0] },
  { cid: '<2>', type: null, filename: 'part2', size: null, url: media_urls[1] },
]

test('the mms_parts property is only present when retrieving an individual MMS message by ID', async () => {
  const { post, get } = await startProject()
  const to_number = '+16505550101'
  const { body } = await post('/messages/send', { message_type: 'mms', to_number, content: 'Bags', media_urls })
  expect(body).not.toHaveProperty('mms_parts')
  expect((await get(`/messages/${body.id}`)).body).toEqual({ ...body, mms_parts: PARTS })
  expect((await get('/messages')).body.data).toEqual([body])
  expect((await get(`/messages/${body.id}/mms_parts`)).body).toEqual(PARTS)
})

test('a person who writes with a picture sends an MMS, whose parts tell where it lies', async () => {
  const { admin, get, handset, credentials } = await startProject()
  const number = '+16505550101'
  const asked = {
    to: credentials['telerivet']!['phone_number'],
    text: 'Our bags',
    media: [{ url: 'https://example.org/bags', content_type: 'image/png' }],
  }
  const { status, body } = await admin('POST', `/handsets/${encodeURIComponent(number)}/messages`, asked)
  expect([status, body.media]).toEqual([201, asked.media])
  expect(await handset(number).messages()).toMatchObject([{ direction: 'wrote', text: 'Our bags', media: asked.media }])
  const [message] = (await get('/messages')).body.data
  expect(message).toMatchObject({ direction: 'incoming', message_type: 'mms', content: 'Our bags', num_parts: null })
  expect(message.media).toEqual([{ url: 'https://example.org/bags', type: 'image/png', filename: null, size: null }])
  const part = { cid: '<1>', type: 'image/png', filename: 'bags', size: null, url: 'https://example.org/bags' }
  expect((await get(`/messages/${message.id}`)).body.mms_parts).toEqual([part])
  expect((await get(`/messages/${message.id}/mms_parts`)).body).toEqual([part])

  for (const media of [[], [{ url: 'bags.png' }], [{ url: 'https://a.org', content_type: 'a picture' }]])
    expect((await admin('POST', `/handsets/${encodeURIComponent(number)}/messages`, { ...asked, media })).status).toBe(
      400,
    )
})

test('only an MMS has mms_parts: files of an SMS are links', async () => {
  const { post, get } = await startProject()
  const { body } = await post('/messages/send', { to_number: '+16505550101', content: 'Bags', media_urls })
  expect((await get(`/messages/${body.id}`)).body).toEqual(body)
  expect((await get(`/messages/${body.id}/mms_parts`)).body).toEqual([])
})

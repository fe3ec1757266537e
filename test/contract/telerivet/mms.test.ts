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

test('only an MMS has mms_parts: files of an SMS are links', async () => {
  const { post, get } = await startProject()
  const { body } = await post('/messages/send', { to_number: '+16505550101', content: 'Bags', media_urls })
  expect((await get(`/messages/${body.id}`)).body).toEqual(body)
  expect((await get(`/messages/${body.id}/mms_parts`)).body).toEqual([])
})

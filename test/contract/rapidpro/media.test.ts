import { expect, test } from 'vitest'
import { mediaRows } from '../../../src/providers/rapidpro/media/media.ts'
import { startWorkspace } from './start.ts'

const PICTURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 13, 10, 45, 45, 255])
const MEGABYTE = 1024 * 1024

test('a POST can be used to upload a new media object', async () => {
  const { upload, url: origin, credentials } = await startWorkspace()
  const { status, body } = await upload(PICTURE, 'green leaf.png', 'image/png')
  expect([status, body]).toEqual([
    201,
    {
      uuid: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      content_type: 'image/png',
      url: `${origin}/media/${credentials['rapidpro']!['bucket']}/orgs/1/media/${body.uuid.slice(0, 4)}/${body.uuid}/green%20leaf.png`,
      filename: 'green leaf.png',
      size: PICTURE.length,
    },
  ])
})

test('whoever knows the address of a file gets its bytes, without credentials', async () => {
  const { upload, credentials } = await startWorkspace()
  const bucket = credentials['rapidpro']!['bucket']!
  const { url } = (await upload(PICTURE, 'a.png', 'image/png')).body
  const answer = await fetch(url)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(PICTURE)
  const wrong = [
    url.replace('a.png', 'b.png'),
    url.replace('/orgs/1/', '/orgs/2/'),
    url.replace(bucket, 'x'.repeat(20)),
  ]
  for (const address of wrong) {
    const lost = await fetch(address)
    expect([lost.status, lost.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
  }
})

test('a file is a part of its world: a snapshot, a fork and a prefix lead to its bytes', async () => {
  const { upload, post, call, admin, id, url: origin } = await startWorkspace()
  const { uuid, url } = (await upload(PICTURE, 'a.png', 'image/png')).body
  await post('contacts.json', { urns: ['tel:+250788123123'] })
  const path = url.slice(origin.length)
  await post('messages.json', { contact: 'tel:+250788123123', attachments: [uuid] })
  const fork = (await admin('POST', '/fork')).body
  const headers = { authorization: `Token ${fork.credentials.rapidpro.token}` }
  const [message] = (await call('GET', '/api/v2/messages.json', { headers })).body.results
  expect(message.attachments[0].url).not.toBe(url)
  for (const address of [url, message.attachments[0].url, `${origin}/w/${id}${path}`])
    expect((await fetch(address)).status).toBe(200)
  const snapshot = await admin('GET', '/snapshot')
  await admin('POST', '/reset')
  expect((await call('GET', `/w/${id}${path}`)).status).toBe(404)
  expect((await admin('PUT', '/snapshot', snapshot.body)).status).toBeLessThan(300)
  expect(new Uint8Array(await (await fetch(url)).arrayBuffer())).toEqual(PICTURE)
})

test.each([
  ['of [sun]-lit (1) $!#.jpg', 'image/jpeg', 'of [sun]-lit (1).jpg', 'image/jpeg'],
  ['C:\\photos\\été.png', 'image/png', 'été.png', 'image/png'],
  ['voice.m4a', 'audio/x-m4a', 'voice.m4a', 'audio/mp4'],
  ['$.pdf', 'application/pdf', 'file.pdf', 'application/pdf'],
  ['clip', 'video/mp4', 'clip.mp4', 'video/mp4'],
  ['.hidden', 'audio/strange', 'hidden.bin', 'audio/strange'],
  ['a.b c.d!', 'image/gif', 'ab c.gif', 'image/gif'],
  ['photo.webp', 'IMAGE/WebP; q=1', 'photo.webp', 'image/webp'],
])('of the name %s and the type %s is kept %s and %s', async (name, type, filename, kept) => {
  const { post } = await startWorkspace()
  const written = name.replaceAll('\\', '\\\\')
  const raw = `--b\r\nContent-Disposition: form-data; name="file"; filename="${written}"\r\nContent-Type: ${type}\r\n\r\nx\r\n--b--\r\n`
  const { body } = await post('media.json', undefined, {
    raw,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  })
  expect(body).toMatchObject({ filename, content_type: kept, size: 1 })
  const file = await fetch(body.url)
  expect([file.status, file.headers.get('content-type'), await file.text()]).toEqual([200, kept, 'x'])
})

const form = (disposition: string, content: string, type = 'image/png') => ({
  raw: `--b\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: ${type}\r\n\r\n${content}\r\n--b--\r\n`,
  headers: { 'content-type': 'multipart/form-data; boundary=b' },
})

test.each([
  ['no body at all', {}, 400, { file: ['No file was submitted.'] }],
  ['no file', form('name="files"; filename="a.png"', 'x'), 400, { file: ['No file was submitted.'] }],
  [
    'a file without a name that could be one',
    form('name="file"; filename=".."', 'x'),
    400,
    { file: ['No file was submitted.'] },
  ],
  [
    'text in the place of the file',
    form('name="file"', 'x'),
    400,
    { file: ['The submitted data was not a file. Check the encoding type on the form.'] },
  ],
  [
    'a name that is empty',
    form('name="file"; filename=""', 'x'),
    400,
    { file: ['The submitted data was not a file. Check the encoding type on the form.'] },
  ],
  [
    'a form without multipart',
    { form: { file: 'x' } },
    400,
    { file: ['The submitted data was not a file. Check the encoding type on the form.'] },
  ],
  ['an empty file', form('name="file"; filename="a.png"', ''), 400, { file: ['The submitted file is empty.'] }],
  [
    'text in a file',
    form('name="file"; filename="a.txt"', 'x', 'text/plain'),
    400,
    { file: ['Unsupported file type.'] },
  ],
  [
    'a picture that can hold a script',
    form('name="file"; filename="a.svg"', 'x', 'image/svg+xml'),
    400,
    { file: ['Unsupported file type.'] },
  ],
  [
    'a type that no header could hold',
    form('name="file"; filename="a.mp3"', 'x', 'audio/\u00e9 x'),
    400,
    { file: ['Unsupported file type.'] },
  ],
  ['JSON', { body: { file: 'x' } }, 415, { detail: 'Unsupported media type "application/json" in request.' }],
])('%s is refused', async (_what, sent, status, problem) => {
  const { call, auth, world } = await startWorkspace()
  const given = sent as { headers?: Record<string, string> }
  const answer = await call('POST', '/api/v2/media.json', { ...given, headers: { ...auth, ...given.headers } })
  expect([answer.status, answer.body]).toEqual([status, problem])
  expect(JSON.stringify(world.state())).not.toContain('"content_type":"')
})

test('a file of 25 megabytes is taken, a larger one is not, however much larger', async () => {
  const { upload } = await startWorkspace()
  const limit = 25 * MEGABYTE
  expect((await upload(new Uint8Array(limit), 'a.mp4', 'video/mp4')).body).toMatchObject({ size: limit })
  for (const size of [limit + 1, limit + 3 * MEGABYTE]) {
    const answer = await upload(new Uint8Array(size), 'a.mp4', 'video/mp4')
    expect([answer.status, answer.body]).toEqual([400, { file: ['Limit for file uploads is 25.0 MB.'] }])
  }
}, 30_000)

test('the files of one world have a bound together, which textbed tells in its own words', async () => {
  const { upload, world } = await startWorkspace()
  const { uuid } = (await upload('x', 'a.mp4', 'video/mp4')).body
  const files = mediaRows(world)
  const before = files.get(uuid)!
  // As if it had been so large; for all of its bytes the test has no time.
  const large = files.update(before, { size: 128 * MEGABYTE - 1 })
  expect((await upload('x', 'b.mp4', 'video/mp4')).status).toBe(201)
  expect((await upload('x', 'c.mp4', 'video/mp4')).body).toEqual({
    file: ['The files of one world of textbed have at most 134217728 bytes together.'],
  })
  files.update(large, before)
})

test('a GET is not taken, and needs no credentials to be told so', async () => {
  const { call } = await startWorkspace()
  const answer = await call('GET', '/api/v2/media.json')
  expect([answer.status, answer.body]).toEqual([405, { detail: 'Method "GET" not allowed.' }])
})

test('a contact sees what a broadcast attached, in the language that it gets', async () => {
  const { upload, post, advance, handset, get } = await startWorkspace()
  const [english, kinyarwanda] = [
    (await upload('one', 'a.mp3', 'audio/mpeg')).body,
    (await upload('two', 'b.mp3', 'audio/mpeg')).body,
  ]
  await post('contacts.json', { urns: ['tel:+250788123123'], language: 'kin' })
  const { body } = await post('broadcasts.json', {
    urns: ['tel:+250788123123', 'tel:+250788123124'],
    attachments: { eng: [english.uuid], kin: [`audio/mpeg:${kinyarwanda.url}`] },
  })
  expect(body).toMatchObject({
    text: { eng: null, kin: null },
    attachments: { eng: [`audio/mpeg:${english.url}`], kin: [`audio/mpeg:${kinyarwanda.url}`] },
    base_language: 'eng',
  })
  await advance('idle')
  const messages = (await get(`messages.json?broadcast=${body.id}`)).body.results
  expect(messages.map(({ urn, text, attachments }: any) => [urn, text, attachments])).toEqual([
    ['tel:+250788123124', '', [{ content_type: 'audio/mpeg', url: english.url }]],
    ['tel:+250788123123', '', [{ content_type: 'audio/mpeg', url: kinyarwanda.url }]],
  ])
  const [received] = await handset('+250788123123').messages()
  expect(received.media).toEqual([{ content_type: 'audio/mpeg', url: kinyarwanda.url }])
  expect(await (await fetch(received.media[0].url)).text()).toBe('two')
})

import { describe, expect, test } from 'vitest'
import { type TestProject, startProject } from './project.ts'

const ANN = '+16505550101'
const BEN = '+16505550102'

/** Somebody clicks on a short link. */
const click = ({ call, id }: TestProject, short_url: string) =>
  call('GET', `/w/${id}/${short_url.replace('https://', '')}`)

describe('track_clicks', () => {
  test('URLs in the content are replaced by short ones that forward to their destination URL', async () => {
    const started = await startProject()
    const { post } = started
    const { body } = await post('/messages/send', {
      to_number: ANN,
      content: 'See https://example.com/a?b=1#c and https://example.com/é.',
      track_clicks: true,
    })
    expect(body.content).toMatch(/^See https:\/\/rvt\.me\/\w{9} and https:\/\/rvt\.me\/\w{9}\.$/)
    expect(body).toMatchObject({
      track_clicks: true,
      time_clicked: null,
      short_urls: [
        { link_type: 'redirect', destination_url: 'https://example.com/a?b=1#c', time_clicked: null },
        { link_type: 'redirect', destination_url: 'https://example.com/é' },
      ],
    })
    const [first, second] = body.short_urls
    expect(await click(started, first.short_url)).toMatchObject({
      status: 302,
      headers: { location: 'https://example.com/a?b=1#c' },
    })
    expect((await click(started, second.short_url)).headers.location).toBe('https://example.com/%C3%A9')
  })

  test('time_clicked is the first time that a short URL in the message was clicked', async () => {
    const started = await startProject()
    const { post, get, advance } = started
    const content = 'https://example.com/a https://example.com/b'
    const { body } = await post('/messages/send', { to_number: ANN, content, track_clicks: true })
    const [first, second] = body.short_urls
    for (const { short_url } of [first, first, second]) {
      await advance(60)
      await click(started, short_url)
    }
    expect((await get(`/messages/${body.id}`)).body).toMatchObject({
      time_clicked: 1767225660,
      short_urls: [{ time_clicked: 1767225660 }, { time_clicked: 1767225780 }],
    })
  })

  test.each([
    ['(see https://example.com/a)', 'https://example.com/a', '(see …)'],
    ['https://example.com/Foo_(bar)', 'https://example.com/Foo_(bar)', '…'],
    ['(https://example.com/Foo_(bar)).', 'https://example.com/Foo_(bar)', '(…).'],
    ['[https://example.com/?a[]=1]', 'https://example.com/?a[]=1', '[…]'],
    ['https://example.com/a?!', 'https://example.com/a', '…?!'],
    ['"https://example.com/a",', 'https://example.com/a', '"…",'],
    ['“https://example.com/a”', 'https://example.com/a', '“…”'],
    ['https://example.com/a… soon', 'https://example.com/a', '…… soon'],
  ])('of %j the address is %j', async (content, destination_url, around) => {
    const { post } = await startProject()
    const { body } = await post('/messages/send', { to_number: ANN, content, track_clicks: true })
    expect(body.short_urls).toMatchObject([{ destination_url }])
    expect(body.content).toBe(around.replace('…', body.short_urls[0].short_url))
  })

  test('what is no address stays as it is', async () => {
    const { post } = await startProject()
    const content = 'http:// and https://... are none'
    const { body } = await post('/messages/send', { to_number: ANN, content, track_clicks: true })
    expect(body).toMatchObject({ content, short_urls: null })
  })
})

test('expiration_sec: so many seconds after the message is created the short links stop forwarding', async () => {
  const started = await startProject()
  const { post, get, advance } = started
  const { body } = await post('/messages/send', {
    to_number: ANN,
    content: 'https://example.com/a',
    track_clicks: true,
    short_link_params: { expiration_sec: 60 },
  })
  const [{ short_url, expiration_time }] = body.short_urls
  expect(expiration_time).toBe(1767225660)
  await advance(59)
  expect((await click(started, short_url)).status).toBe(302)
  await advance(1)
  expect(await click(started, short_url)).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
  expect((await get(`/messages/${body.id}`)).body.time_clicked).toBe(1767225659)
})

test('domain: a custom short domain name, once it is registered for the project', async () => {
  const started = await startProject()
  const { post, admin } = started
  const message = {
    to_number: ANN,
    content: 'https://example.com/a',
    track_clicks: true,
    short_link_params: { domain: 'go.example.org' },
  }
  const param = 'short_link_params[domain]'
  expect(await post('/messages/send', message)).toMatchObject({ status: 400, body: { error: { param } } })
  expect((await admin('POST', '/telerivet/short-domains', { domain: 'go.example.org' })).status).toBe(201)
  expect((await admin('POST', '/telerivet/short-domains', { domain: 'go.example.org' })).status).toBe(409)
  const { body } = await post('/messages/send', message)
  expect(body.content).toMatch(/^https:\/\/go\.example\.org\/\w{9}$/)
  const followed = await click(started, body.content.replace('go.example.org', 'rvt.me'))
  expect(followed.headers.location).toBe('https://example.com/a')
})

test('media: short links to files forward to them', async () => {
  const started = await startProject()
  const { body } = await started.post('/messages/send', {
    to_number: ANN,
    content: 'Look',
    media_urls: ['https://example.com/a.png', 'https://example.com/b.png'],
  })
  expect(body.short_urls).toMatchObject([
    { link_type: 'media', media_index: 0 },
    { link_type: 'media', media_index: 1 },
  ])
  expect((await click(started, body.short_urls[1].short_url)).headers.location).toBe('https://example.com/b.png')
})

test('clicked_count: at most one click per message is counted', async () => {
  const started = await startProject()
  const { post, get, advance } = started
  const content = 'https://example.com/a https://example.com/b'
  const { body } = await post('/send_broadcast', { to_numbers: [ANN, BEN], content, track_clicks: true })
  expect(body.clicked_count).toBe(0)
  await advance(10)
  const { data } = (await get(`/messages?broadcast_id=${body.id}`)).body
  const urls = data.flatMap(({ short_urls }: { short_urls: { short_url: string }[] }) => short_urls)
  expect(new Set(urls.map(({ short_url }: { short_url: string }) => short_url)).size).toBe(4)
  for (const place of [0, 0, 1]) await click(started, urls[place].short_url)
  expect((await get(`/broadcasts/${body.id}`)).body.clicked_count).toBe(1)
  await click(started, urls[2].short_url)
  expect((await get(`/broadcasts/${body.id}`)).body.clicked_count).toBe(2)
})

test('a link that nobody has sent, or whose message is gone, leads nowhere', async () => {
  const started = await startProject()
  expect((await click(started, 'https://rvt.me/000000000')).status).toBe(404)
  const { body } = await started.post('/messages/send', {
    to_number: ANN,
    content: 'https://a.org',
    track_clicks: true,
  })
  await started.delete(`/messages/${body.id}`)
  expect((await click(started, body.short_urls[0].short_url)).status).toBe(404)
})

test('[[broadcast.title]] is replaced in the messages of a broadcast', async () => {
  const { post, get, advance } = await startProject()
  const { body } = await post('/send_broadcast', {
    to_numbers: [ANN],
    content: '[[broadcast.title]] for [[contact.phone_number]]',
    title: 'News',
    is_template: true,
  })
  await advance(0)
  expect((await get(`/messages?broadcast_id=${body.id}`)).body.data).toMatchObject([{ content: `News for ${ANN}` }])
})

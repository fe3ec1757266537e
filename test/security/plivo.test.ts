import { beforeAll, describe, expect, test } from 'vitest'
import { type OpenAccount, openAccount } from '../contract/plivo/open-account.ts'
import { basic } from '../support/world.ts'

// What is done to Plivo's API to break it, each beside the innocent call that has to go on working.

let account: OpenAccount
beforeAll(async () => {
  account = await openAccount()
})

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const JSON_TYPE = { 'content-type': 'application/json' }
const send = { src: '14155550100', dst: '14155550123', text: 'Hello' }

/** Everything in the world, as text. */
const rows = () => JSON.stringify(account.world.world.store.state())

/** The innocent call: a text is taken, and shown. */
async function sendingWorks(): Promise<number[]> {
  const sent = await account.call('POST', '/Message/', { body: send })
  const shown = await account.call('GET', `/Message/${sent.body.message_uuid?.[0]}/`)
  return [sent.status, shown.status]
}

const nested = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels)

describe('a send is refused, changes nothing, and the next is served:', () => {
  test.each<[string, Record<string, unknown> | string, string]>([
    [
      'a template of 10,000 levels, written as text',
      { type: 'whatsapp', template: nested(10_000) },
      'template should be an object.',
    ],
    [
      'a template of a million brackets',
      { type: 'whatsapp', template: '['.repeat(1_200_000) },
      'request body too large',
    ],
    [
      'a template without end',
      { type: 'whatsapp', template: { a: 'x'.repeat(200_000) } },
      'template should be at most 100000 characters long, as JSON.',
    ],
    ['a location that is a list', { type: 'whatsapp', location: [] }, 'location should be an object.'],
    [
      '50,000 media in one text',
      { type: 'mms', media_urls: 'http://a.test,'.repeat(50_000) },
      'media_urls should have at most 10 entries.',
    ],
    [
      'a list of media that are none',
      { type: 'mms', media_urls: '["http://a.test",{}]' },
      'media_urls should be a list of strings.',
    ],
    ['a medium called __proto__', { type: 'mms', media_ids: ['__proto__'] }, "'__proto__' is not a valid media id."],
    ['100,000 separators', { dst: '<'.repeat(100_000) }, 'is not a valid phone number.'],
    [
      '11,000 destinations',
      { dst: Array.from({ length: 11_000 }, (_, index) => 10_000_000 + index).join('<') },
      'dst should have at most 1000 unique numbers.',
    ],
    ['a destination in another script', { dst: '١٤١٥٥٥٥٠١٢٣' }, 'is not a valid phone number.'],
    ['a destination that is a boolean', { dst: true }, 'dst should be a string.'],
    ['a destination in scientific notation', { dst: '1e11' }, "'1e11' is not a valid phone number."],
    [
      'a powerpack called constructor',
      { src: undefined, powerpack_uuid: 'constructor' },
      'powerpack constructor not found',
    ],
    ['a type called __proto__', { type: '__proto__' }, 'type should be one of sms, mms, whatsapp.'],
    ['a method called constructor', { method: 'constructor' }, 'method should be one of GET, POST.'],
    ['an expiry in hexadecimal', { message_expiry: '0x10' }, 'message_expiry should be an integer.'],
    ['an expiry in scientific notation', { message_expiry: '1e2' }, 'message_expiry should be an integer.'],
    ['an expiry of a blank', { message_expiry: ' ' }, 'message_expiry should be an integer.'],
    ['half a second of expiry', { message_expiry: 5.5 }, 'message_expiry should be an integer.'],
    ['an address of another kind', { url: 'file:///etc/passwd' }, 'url is not a valid URL.'],
    [
      'a text of 100,000 letters that all count twice',
      { text: '{'.repeat(100_000) },
      'text should be at most 1600 characters long.',
    ],
    [
      'a text of 50,000 signs',
      { text: '☺'.repeat(50_000) },
      'text should be at most 737 characters long where it has unicode characters.',
    ],
    ['a body that is a list', '[]', 'invalid JSON was sent'],
    ['a body that is a number', '7', 'invalid JSON was sent'],
    ['a body of two objects', '{}{}', 'invalid JSON was sent'],
  ])('%s', async (_, given, error) => {
    const before = rows()
    const answer = await account.call('POST', '/Message/', {
      headers: JSON_TYPE,
      raw: typeof given === 'string' ? given : JSON.stringify({ ...send, ...given }),
    })
    expect(answer.body.error).toContain(error)
    expect(answer.status).toBe(error === 'request body too large' ? 413 : 400)
    expect(rows()).toBe(before)
    expect(await sendingWorks()).toEqual([202, 200])
  })

  test('names that every object inherits are no parameters, and none of them is changed', async () => {
    const raw =
      '{"__proto__":{"text":"x"},"constructor":{"prototype":{"text":"x"}},"src":"14155550100","dst":"14155550123"}'
    const answer = await account.call('POST', '/Message/', { headers: JSON_TYPE, raw })
    expect([answer.status, answer.body.error]).toEqual([400, 'text parameter not present'])
    expect(({} as { text?: string }).text).toBeUndefined()
    expect(await sendingWorks()).toEqual([202, 200])
  })

  test.each([
    ['half a million parameters', 'a&'.repeat(500_000)],
    ['a name of 100,000 brackets', `media_urls${'[a'.repeat(100_000)}=1`],
    ['9,000 nested names', 'media_urls[a][b][c]=1&'.repeat(9000)],
    ['a broken escape', 'text=%zz'],
  ])('a form of %s', async (_, raw) => {
    const before = rows()
    expect((await account.call('POST', '/Message/', { headers: FORM, raw })).status).toBe(400)
    expect(rows()).toBe(before)
    expect((await account.call('POST', '/Message/', { form: send })).status).toBe(202)
  })
})

describe('a list is asked in odd ways', () => {
  test.each([
    'limit=0x10',
    'limit=1e1',
    'limit=%20',
    'limit=5.0',
    'limit=Infinity',
    'limit=9007199254740993',
    'limit=%D9%A1',
    'offset=-1',
    'message_state=__proto__',
    'message_state=constructor',
    'message_type=toString',
    'message_direction=valueOf',
    'error_code=0x50',
    'error_code=-1',
    'destination_country_iso2=%C3%9F',
    'destination_country_iso2=__',
    'message_time=0000-01-01 00:00',
    'message_time=-000001-01-01 00:00',
    'message_time=%2B010000-01-01 00:00',
    'message_time=2026-02-30 00:00',
    'message_time=2026-01-01 24:00',
    'message_time=2026-01-01T00:00:00Z',
    'message_time=9999-12-31T23:59:59-23:59',
    'conversation_origin=hasOwnProperty',
  ])('%s is refused', async (query) => {
    const answer = await account.call('GET', `/Message/?${query}`)
    expect([answer.status, answer.body.error]).toEqual([400, expect.stringContaining(query.split('=')[0]!)])
  })

  test.each([
    [
      'an id that every object inherits',
      '/Message/?subaccount=__proto__&powerpack_id=constructor&conversation_id=toString',
    ],
    ['an offset past all', '/Message/?offset=999999999999999'],
    ['the last minute there is', '/Message/?message_time=9999-12-31 23:59'],
    ['a country that is none', '/PhoneNumber/?country_iso=XX'],
    ['a day at the end of time', '/Number/?renewal_date__gt=9999-12-31'],
  ])('%s leads to an empty list', async (_, path) => {
    const answer = await account.call('GET', path)
    expect([answer.status, answer.body.objects]).toEqual([200, []])
  })

  test.each([
    '/PhoneNumber/?country_iso=%C3%9F',
    '/PhoneNumber/?country_iso=US&type=constructor',
    '/PhoneNumber/?country_iso=US&services=sms,__proto__',
    '/Number/?renewal_date=0000-01-01',
    '/Number/?renewal_date=2026-1-1',
    '/Number/?type=__proto__',
    '/Number/?cnam_lookup=constructor',
  ])('%s is refused', async (path) => {
    expect((await account.call('GET', path)).status).toBe(400)
  })

  test.each(['Message', 'Number', 'Application', 'Powerpack', 'Media', 'Subaccount', 'NumberPool'])(
    'nothing is found in %s under names that every object inherits',
    async (kind) => {
      for (const name of ['__proto__', 'constructor', 'toString', '%00', '%F0%9F%98%80', 'x'.repeat(5000)]) {
        const answer = await account.call('GET', `/${kind}/${name}/${kind === 'NumberPool' ? 'Number/' : ''}`)
        expect([name, answer.status, answer.body.error]).toEqual([name, 404, 'not found'])
      }
    },
  )

  test('and the innocent call still works', async () => {
    const answer = await account.call('GET', '/Message/?limit=1&offset=0')
    expect([answer.status, answer.body.objects.length]).toEqual([200, 1])
  })
})

const part = (disposition: string, more = '') => `--XX\r\nContent-Disposition: ${disposition}\r\n${more}\r\nmeow\r\n`

describe('an upload', () => {
  const MULTIPART = { 'content-type': 'multipart/form-data; boundary=XX' }
  const file = part('form-data; name="file"; filename="a.png"', 'Content-Type: image/png\r\n')
  const good = `${file}--XX--\r\n`
  const upload = (raw: string, headers: Record<string, string> = MULTIPART) =>
    account.call('POST', '/Media/', { raw, headers })

  test('that breaks off anywhere is refused, keeps nothing, and never hangs', async () => {
    const before = rows()
    const whole = good.length - '\r\n'.length
    for (let length = 0; length < whole; length++) {
      const { status } = await upload(good.slice(0, length))
      expect([length, status]).toEqual([length, 400])
    }
    expect(rows()).toBe(before)
    expect((await upload(good.slice(0, whole))).status).toBe(201)
  })

  test.each([
    ['no boundary', good, { 'content-type': 'multipart/form-data' }],
    ['an empty boundary', good, { 'content-type': 'multipart/form-data; boundary=' }],
    ['a part without a name', `${part('form-data; filename="a.png"')}--XX--\r\n`, MULTIPART],
    ['a part without headers', '--XX\r\n\r\nmeow\r\n--XX--\r\n', MULTIPART],
    ['a file called __proto__', `${part('form-data; name="__proto__"; filename="a"')}--XX--\r\n`, MULTIPART],
    ['a file that is a plain field', `${part('form-data; name="file"')}--XX--\r\n`, MULTIPART],
    ['50,000 fields before the file', part('form-data; name="a"').repeat(50_000) + good, MULTIPART],
    ['50,000 parts without a name', part('form-data').repeat(50_000) + good, MULTIPART],
    ['50,000 files', `${file.repeat(50_000)}--XX--\r\n`, MULTIPART],
    ['20,000 headers', `--XX\r\n${'A: b\r\n'.repeat(20_000)}${good.slice(4)}`, MULTIPART],
  ])('with %s is refused, and the next is taken', async (_, raw, headers) => {
    const before = rows()
    const answer = await upload(raw, headers)
    expect([answer.status, answer.body.error]).toEqual([400, expect.any(String)])
    expect(rows()).toBe(before)
    expect((await upload(good)).status).toBe(201)
  })

  test.each([
    ['a way up the folders', 'filename="../../../etc/passwd"', 'passwd'],
    ['nothing', 'filename=""', 'file'],
    ['no letters at all', "filename*=utf-8''%ff%fe", '\ufffd\ufffd'],
    ['a script of no name', "filename*=x-nope''abc", 'abc'],
    ['far too much', `filename="${'a'.repeat(10_000)}"`, 'a'.repeat(255)],
  ])('of a file that is called %s is shown again', async (_, filename, shown) => {
    const answer = await upload(
      `${part(`form-data; name="file"; ${filename}`, `Content-Type: ${'x'.repeat(9000)}\r\n`)}--XX--\r\n`,
    )
    expect(answer.status).toBe(201)
    const [{ media_id, content_type }] = answer.body.objects
    expect(content_type).toHaveLength(255)
    expect((await account.call('GET', `/Media/${media_id}/`)).body).toMatchObject({ file_name: shown })
  })
})

const reply = (dst = '14155550123', text = 'x') => `<Message src="14155550100" dst="${dst}">${text}</Message>`
const response = (inner: string) => `<Response>${inner}</Response>`

/** What is sent in reply, once the world has come to rest; and whether the text was taken. */
async function repliesTo(body: string | Uint8Array, type = 'application/xml'): Promise<[number, string]> {
  const { call, world } = await openAccount()
  await call('POST', '/Application/14155550100000001/', { body: { message_url: `${world.receiver.url}/in` } })
  world.receiver.answer = () => ({ headers: { 'content-type': type }, body: body as string })
  await world.handset('14155550123').writes('14155550100', 'Hi')
  await world.advance('PT1M')
  const [{ message_state }] = (await call('GET', '/Message/?message_direction=inbound')).body.objects
  return [(await call('GET', '/Message/?message_direction=outbound')).body.meta.total_count, message_state]
}

describe('an application answers an incoming text with', () => {
  test('two messages, and both go out', async () => {
    expect(await repliesTo(response(reply() + reply()))).toEqual([2, 'delivered'])
  })

  test.each<[string, string | Uint8Array]>([
    ['an entity bomb', `<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${response(reply(undefined, '&b;'))}`],
    [
      'an entity from a file',
      `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${response(reply(undefined, '&x;'))}`,
    ],
    ['a document type alone', `<!DOCTYPE Response>${response(reply())}`],
    ['an entity of no name', response(reply(undefined, '&lol;'))],
    ['a letter beyond all', response(reply(undefined, '&#x110000;'))],
    ['80,000 levels', '<a>'.repeat(80_000)],
    ['10,000 messages', response(reply('1', '').repeat(10_000))],
    ['101 messages', response(reply().repeat(101))],
    [
      'two messages to 900 numbers each',
      response(reply(Array.from({ length: 900 }, (_, index) => 14155560000 + index).join('&lt;')).repeat(2)),
    ],
    ['300,000 letters', response(reply(undefined, 'x'.repeat(300_000)))],
    ['an attribute that never ends', '<Response><Message src="'],
    ['a null', response(reply(undefined, '\u0000'))],
    [
      'a type that every object inherits',
      response('<Message src="14155550100" dst="14155550123" type="__proto__">x</Message>'),
    ],
    [
      '20,000 attributes and no sender',
      response(`<Message ${Array.from({ length: 20_000 }, (_, index) => `a${index}=""`).join(' ')}>x</Message>`),
    ],
    ['nothing but blanks', ' '.repeat(200_000)],
  ])('%s, and nothing goes out', async (_, body) => {
    expect(await repliesTo(body)).toEqual([0, 'delivered'])
  })

  test('bytes that are no text: what can be read goes out', async () => {
    const broken = Buffer.concat([
      Buffer.from('<Response>'),
      Buffer.from(reply(undefined, 'a')),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('</Response>'),
    ])
    expect(await repliesTo(broken)).toEqual([1, 'delivered'])
  })
})

test('at the end of time all that is stored can be shown: nothing has a year of five digits', async () => {
  const { call, send: sendText, world } = await openAccount()
  await world.admin('POST', '/clock/advance', { to: '9999-12-31T23:59:40Z' })
  await sendText({ type: 'whatsapp' })
  await call('POST', '/PhoneNumber/14155550199/', { body: {} })
  await call('POST', '/Powerpack/', { body: { name: 'Late' } })
  await call('POST', '/Subaccount/', { body: { name: 'Late' } })
  await world.advance('PT10S')
  for (const path of ['/Message/', '/Number/', '/Powerpack/', '/Subaccount/']) {
    const answer = await call('GET', path)
    expect(answer.status).toBe(200)
    // A year of five digits has a sign before it.
    expect(answer.text).not.toContain('"+0')
  }
  expect((await call('GET', '/Message/?limit=1')).body.objects[0].conversation_expiration_timestamp).toMatch(
    /^9999-12-31/,
  )
})

test('credentials of odd forms are nobody, and the right ones still somebody', async () => {
  const { world, authId, token } = account
  const path = `/v1/Account/${authId}/Message/`
  for (const [user, password] of [
    ['__proto__', token],
    [authId, ''],
    [authId, `${token}\u0000`],
    ['', ''],
    [authId.toLowerCase(), token],
    [`${authId} `, token],
    ['x'.repeat(5000), token],
  ])
    expect((await world.call('GET', path, { headers: basic(user!, password) })).status).toBe(401)
  expect((await world.call('GET', path, { headers: basic(authId, token) })).status).toBe(200)
})

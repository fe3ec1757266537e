import { expect, test } from 'vitest'
import { type TestProject, startProject } from './project.ts'

/** Who is stored, how somebody else spells their number, and whether that is the same number. */
const KNOWN = [
  ['+919876543210', '9876543210'],
  ['+919876543210', '09876543210'],
  ['+919876543210', '(98) 7654-3210'],
  ['+254700000123', '0700000123'],
  ['+254700000123', '700000123'],
  ['+254700000123', '254700000123'],
  ['+254700000123', '00254700000123'],
  ['+16505550123', '6505550123'],
  ['+16505550123', '5550123'],
  ['0700000123', '700000123'],
] as const

/** Everything that takes the number of a person, and the contact and number that it goes to. */
const DOORS: [door: string, go: (project: TestProject, number: string) => Promise<{ contact: string; to: string }>][] =
  [
    [
      'get-or-create',
      async ({ post }, phone_number) => {
        const { id, phone_number: to } = (await post('/contacts', { phone_number, name: 'Ann' })).body
        return { contact: id, to }
      },
    ],
    [
      'get-or-create by lookup_key phone_number',
      async ({ post }, phone_number) => {
        const { id, phone_number: to } = (await post('/contacts', { phone_number, lookup_key: 'phone_number' })).body
        return { contact: id, to }
      },
    ],
    [
      'messages/send',
      async ({ post }, to_number) => {
        const { contact_id, to_number: to } = (await post('/messages/send', { to_number, content: 'a' })).body
        return { contact: contact_id, to }
      },
    ],
    [
      'messages/send_batch',
      async ({ post, get }, to_number) => {
        await post('/messages/send_batch', { to_numbers: [to_number], content: 'a' })
        const { contact_id, to_number: to } = (await get('/messages')).body.data[0]
        return { contact: contact_id, to }
      },
    ],
    [
      'messages/receive',
      async ({ post, phone }, from_number) => {
        const { body } = await post('/messages/receive', { phone_id: phone, from_number, content: 'a' })
        return { contact: body.contact_id, to: body.from_number }
      },
    ],
    [
      'contacts?phone_number',
      async ({ get }, number) => {
        const { id, phone_number: to } = (await get(`/contacts?phone_number=${encodeURIComponent(number)}`)).body
          .data[0]
        return { contact: id, to }
      },
    ],
    [
      'a template',
      async ({ post, get }, to_number) => {
        const content = '[[contact.phone_number]] [[message.to_number]]'
        const { body } = await post('/messages/send', { to_number, content, is_template: 1 })
        const [known, to] = body.content.split(' ') as [string, string]
        const [contact] = (await get(`/contacts?phone_number[prefix]=${encodeURIComponent(known)}`)).body.data
        return { contact: contact.id, to }
      },
    ],
  ]

test.each(DOORS.flatMap(([door, go]) => KNOWN.map(([stored, written]) => ({ door, go, stored, written }))))(
  '$door: $written is the contact with $stored, whose number stays',
  async ({ go, stored, written }) => {
    const project = await startProject()
    const { id } = (await project.post('/contacts', { phone_number: stored })).body
    expect(await go(project, written)).toEqual({ contact: id, to: stored })
    expect((await project.get('/contacts')).body.data).toMatchObject([{ id, phone_number: stored }])
  },
)

test.each([
  ['6505550123', '+16505550123'],
  ['650 555 0123', '+16505550123'],
  ['16505550123', '+16505550123'],
  ['0700000123', '0700000123'],
  ['10700000123', '10700000123'],
  ['1700000123', '1700000123'],
  ['6501550123', '6501550123'],
  ['6500550123', '6500550123'],
  ['5550123', '5550123'],
  ['55512', '55512'],
  ['254700000123', '+254700000123'],
  ['00254700000123', '+254700000123'],
  ['011254700000123', '+254700000123'],
])('nobody being known by it, %s is %s, whatever takes it', async (written, number) => {
  for (const [door, go] of DOORS.filter(([name]) => !name.startsWith('contacts?'))) {
    expect([door, (await go(await startProject(), written)).to]).toEqual([door, number])
  }
})

test('a text to 0700000123 never reaches +10700000123', async () => {
  const { post, advance, handset } = await startProject()
  await post('/messages/send', { to_number: '0700000123', content: 'a' })
  await post('/messages/send', { to_number: '070 000 0123', content: 'b' })
  await advance('idle')
  expect(await handset('+10700000123').messages()).toEqual([])
  expect((await handset('0700000123').messages()).map(({ text }) => text as string)).toEqual(['a', 'b'])
})

test('of several contacts that fit, the same number goes first, then the longest common end, then the newer', async () => {
  const { post } = await startProject()
  const made = async (phone_number: string) =>
    (await post('/contacts', { phone_number, lookup_key: 'none' })).body.id as string
  const whose = async (phone_number: string) => (await post('/contacts', { phone_number })).body.id as string
  const american = await made('+19876543210')
  const indian = await made('+919876543210')
  const short = await made('6543210')
  expect(await whose('6543210')).toBe(short)
  // The same number once it is completed by the country, although the Indian one is newer.
  expect(await whose('9876543210')).toBe(american)
  expect(await whose('919876543210')).toBe(indian)
  const kenyan = await made('+254700000123')
  const tanzanian = await made('+255700000123')
  expect(await whose('0700000123')).toBe(tanzanian)
  expect(await whose('254700000123')).toBe(kenyan)
  const twin = await made('+255700000123')
  expect(await whose('+255700000123')).toBe(twin)
  expect(twin).not.toBe(tanzanian)
})

test('a number written anew keeps the fuller spelling of the two', async () => {
  const { post, phone } = await startProject()
  const { id } = (await post('/contacts', { name: 'Ann', phone_number: '+919876543210' })).body
  const renumbered = async (phone_number: string) =>
    (await post(`/contacts/${id}`, { phone_number })).body.phone_number as string
  expect(await renumbered('9876543210')).toBe('+919876543210')
  expect(
    (await post('/contacts', { name: 'ann', lookup_key: 'name', phone_number: '09876543210' })).body,
  ).toMatchObject({ id, phone_number: '+919876543210' })
  expect(await renumbered('0700000123')).toBe('0700000123')
  expect(await renumbered('+254700000123')).toBe('+254700000123')
  expect(await renumbered('6505550123')).toBe('+16505550123')
  expect(await renumbered('MyBank')).toBe('MyBank')
  expect(await renumbered('mybank')).toBe('mybank')

  await post(`/phones/${phone}`, { phone_number: '+254700000001' })
  expect((await post(`/phones/${phone}`, { phone_number: '0700000001' })).body.phone_number).toBe('+254700000001')
  expect((await post(`/phones/${phone}`, { phone_number: '6505550002' })).body.phone_number).toBe('+16505550002')
})

test('a message to a contact by its ID and a number goes to that number, in full', async () => {
  const { post } = await startProject()
  const { id } = (await post('/contacts', { phone_number: '+254700000123' })).body
  const to = async (to_number: string) =>
    (await post('/messages/send', { contact_id: id, to_number, content: 'a' })).body.to_number as string
  expect(await to('0700000123')).toBe('+254700000123')
  expect(await to('6505550123')).toBe('+16505550123')
})

test('a received message tells the numbers in full, however they were written', async () => {
  const { post, phone } = await startProject()
  await post('/contacts', { phone_number: '+254700000123', name: 'Ann' })
  const received = async (from_number: string, to_number?: string) => {
    const { body } = await post('/messages/receive', { phone_id: phone, from_number, to_number, content: 'a' })
    return [body.from_number as string, body.to_number as string]
  }
  expect(await received('0700000123')).toEqual(['+254700000123', '+16505550001'])
  expect(await received('(650) 555-0123', '650 555 0001')).toEqual(['+16505550123', '+16505550001'])
  expect(await received('55512', '+16505550099')).toEqual(['55512', '+16505550099'])
  expect(await received('MyBank')).toEqual(['MyBank', '+16505550001'])
})

test('a contact whose sending is blocked is passed over however its number is spelled', async () => {
  const { post, get } = await startProject()
  await post('/contacts', { phone_number: '+254700000123', send_blocked: true })
  const blocked = { status: 400, body: { error: { param: 'to_number' } } }
  expect(await post('/messages/send', { to_number: '0700000123', content: 'a' })).toMatchObject(blocked)
  const batch = await post('/messages/send_batch', { to_numbers: ['0700000123', '6505550123'], content: 'a' })
  expect(batch.body).toEqual({ count_queued: 1, broadcast_id: null })
  expect((await get('/messages?count=1')).body.count).toBe(1)
})

test.each(['+16505550001', '6505550001', '%2B1 (650) 555-0001', '5550001', '+1650555'])(
  'phones?phone_number=%s finds a phone by its number alone',
  async (written) => {
    const { get } = await startProject()
    const count = written === '+1650555' ? 0 : 1
    expect((await get(`/phones?count=1&phone_number=${written}`)).body).toEqual({ count })
    expect((await get(`/phones?count=1&phone_number[ne]=${written}`)).body).toEqual({ count: 1 - count })
  },
)

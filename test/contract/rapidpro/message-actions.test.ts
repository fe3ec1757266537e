import { expect, test } from 'vitest'
import { atOnce } from '../../../src/core/slices.ts'
import { contactRows } from '../../../src/providers/rapidpro/contacts/contact.ts'
import { deleteContact } from '../../../src/providers/rapidpro/contacts/change-contact.ts'
import { archiveMessagesOf } from '../../../src/providers/rapidpro/messages/change-messages.ts'
import { type Workspace, startWorkspace } from './start.ts'

const AMINA = '+250788123123'

/** A workspace to which Amina has written so often; her messages are 1, 2, 3… */
async function startHeard(count = 3) {
  const workspace = await startWorkspace()
  for (let number = 1; number <= count; number++)
    await workspace.handset(AMINA).writes(workspace.address, `text ${number}`)
  return Object.assign(workspace, {
    act: (action: string, messages: unknown[], more: object = {}) =>
      workspace.post('message_actions.json', { messages, action, ...more }),
    idsIn: async (query: string): Promise<number[]> =>
      (await workspace.get(`messages.json?${query}`)).body.results.map(({ id }: { id: number }) => id),
    shown: async (id: number) => (await workspace.get(`messages.json?id=${id}`)).body.results[0],
    newLabel: async (name: string) => (await workspace.post('labels.json', { name })).body,
    counts: () => countsOf(workspace),
  })
}

async function countsOf({ get }: Workspace): Promise<Record<string, number>> {
  const { results } = (await get('labels.json')).body
  return Object.fromEntries(results.map(({ name, count }: any) => [name, count]))
}

test('label - apply the given label to the messages', async () => {
  const { act, newLabel, shown, idsIn, counts } = await startHeard()
  const [spam, later] = [await newLabel('Spam'), await newLabel('Later')]
  const before = await shown(1)
  const answer = await act('label', [1, 2], { label: spam.uuid })
  expect([answer.status, answer.text]).toEqual([204, ''])
  await act('label', [1], { label: 'LATER' })
  const after = await shown(1)
  expect(after.labels).toEqual([
    { uuid: spam.uuid, name: 'Spam' },
    { uuid: later.uuid, name: 'Later' },
  ])
  expect(after.modified_on > before.modified_on).toBe(true)
  expect(await counts()).toEqual({ Spam: 2, Later: 1 })
  for (const label of [spam.uuid, 'Spam']) expect(await idsIn(`label=${label}`)).toEqual([2, 1])
  // A filter by name minds the case, a reference does not.
  expect(await idsIn('label=spam')).toEqual([])
})

test('what has the label already is not changed by getting it', async () => {
  const { act, newLabel, shown, counts } = await startHeard()
  await newLabel('Spam')
  await act('label', [1], { label: 'Spam' })
  const before = await shown(1)
  await act('label', [1, 2, 2], { label: 'Spam' })
  expect(await shown(1)).toEqual(before)
  expect(await counts()).toEqual({ Spam: 2 })
})

test('label_name - the name of a label which can be created if it does not exist', async () => {
  const { act, counts, shown } = await startHeard()
  expect((await act('label', [1], { label_name: 'Fresh' })).status).toBe(204)
  expect((await act('label', [2], { label_name: 'FRESH' })).status).toBe(204)
  expect(await counts()).toEqual({ Fresh: 2 })
  // Unlabelling makes none, and minds the case.
  expect((await act('unlabel', [1, 2], { label_name: 'fresh' })).status).toBe(204)
  expect((await act('unlabel', [1], { label_name: 'Unheard of' })).status).toBe(204)
  expect(await counts()).toEqual({ Fresh: 2 })
  await act('unlabel', [1], { label_name: 'Fresh' })
  expect([await counts(), (await shown(1)).labels]).toEqual([{ Fresh: 1 }, []])
})

test('unlabel - remove the given label from the messages', async () => {
  const { act, newLabel, shown, counts, idsIn } = await startHeard()
  const { uuid } = await newLabel('Spam')
  await act('label', [1, 2], { label: uuid })
  const untouched = await shown(3)
  await act('unlabel', [1, 3], { label: uuid })
  expect([await idsIn('label=Spam'), await counts(), await shown(3)]).toEqual([[2], { Spam: 1 }, untouched])
})

test('archive and restore - messages change their folder, and labels count what is visible', async () => {
  const { act, newLabel, shown, counts, idsIn } = await startHeard()
  await newLabel('Spam')
  await act('label', [1, 2], { label: 'Spam' })
  const before = await shown(1)
  expect((await act('archive', [1, 3])).status).toBe(204)
  const archived = await shown(1)
  expect(archived).toMatchObject({ archived: true, visibility: 'archived', labels: [{ name: 'Spam' }], text: 'text 1' })
  expect(archived.modified_on > before.modified_on).toBe(true)
  expect([await idsIn('folder=inbox'), await idsIn('folder=archived'), await idsIn('')]).toEqual([
    [2],
    [3, 1],
    [3, 2, 1],
  ])
  expect([await counts(), await idsIn('label=Spam')]).toEqual([{ Spam: 1 }, [2]])
  // Once more, and nothing changes.
  await act('archive', [1])
  expect(await shown(1)).toEqual(archived)
  await act('restore', [1, 2])
  expect(await shown(1)).toMatchObject({ archived: false, visibility: 'visible' })
  expect([await idsIn('folder=inbox'), await counts(), await idsIn('label=Spam')]).toEqual([
    [2, 1],
    { Spam: 2 },
    [2, 1],
  ])
})

test('delete - permanently delete the messages', async () => {
  const { act, newLabel, shown, counts, idsIn, get } = await startHeard()
  await newLabel('Spam')
  await act('label', [1, 2], { label: 'Spam' })
  await act('archive', [2])
  const { modified_on } = await shown(1)
  expect((await act('delete', [1, 2])).status).toBe(204)
  expect([await shown(1), await idsIn(''), await counts()]).toEqual([undefined, [3], { Spam: 0 }])
  for (const folder of ['inbox', 'archived', 'flows', 'outbox', 'sent', 'failed'])
    expect((await idsIn(`folder=${folder}`)).filter((id) => id < 3)).toEqual([])
  // Whoever keeps a copy by what has changed is told that it is gone.
  const incoming = (await get('messages.json?folder=incoming')).body.results
  expect(incoming.find(({ id }: any) => id === 1)).toMatchObject({
    text: '',
    labels: [],
    visibility: null,
    archived: false,
    modified_on,
  })
  const again = await act('restore', [1])
  expect([again.status, again.body]).toEqual([200, { failures: [1] }])
})

test('unknown and deleted messages are named as failures, while the rest are acted on', async () => {
  const { act, shown, newLabel } = await startHeard()
  await newLabel('Spam')
  await act('delete', [3])
  const answer = await act('label', [1, 99, 3, '2', 'x', 10 ** 15, 2], { label: 'Spam' })
  expect([answer.status, answer.body]).toEqual([200, { failures: [99, 3, '2', 'x', 10 ** 15] }])
  for (const id of [1, 2]) expect((await shown(id)).labels).toHaveLength(1)
  expect((await act('archive', [])).status).toBe(204)
})

test('newer clients name messages by uuid', async () => {
  const { act, shown } = await startHeard()
  const { uuid } = await shown(2)
  expect((await act('archive', [uuid.toUpperCase()])).status).toBe(204)
  expect((await shown(2)).visibility).toBe('archived')
})

test('a message that went out is refused, and nothing is done', async () => {
  const { act, post, shown } = await startHeard()
  const { id } = (await post('messages.json', { contact: `tel:${AMINA}`, text: 'Hi' })).body
  const answer = await act('archive', [1, id, 99])
  expect([answer.status, answer.body]).toEqual([400, { messages: [`Not an incoming message: ${id}`] }])
  expect((await shown(1)).visibility).toBe('visible')
})

test('100 messages are acted on at once, 101 are not', async () => {
  const { act, idsIn } = await startHeard(101)
  const all = Array.from({ length: 101 }, (_, index) => index + 1)
  expect((await act('archive', all)).body).toEqual({ messages: ['Ensure this field has no more than 100 elements.'] })
  expect((await act('archive', all.slice(1))).status).toBe(204)
  expect(await idsIn('folder=inbox')).toEqual([1])
})

test.each([
  [
    'a number of its own',
    { messages: 1, action: 'archive' },
    { messages: ['Expected a list of items but got type "int".'] },
  ],
  [
    'an object in the list',
    { messages: [{ id: 1 }], action: 'archive' },
    { messages: ['Must be a string or integer'] },
  ],
  ['a fraction', { messages: [1.5], action: 'archive' }, { messages: ['Must be a string or integer'] }],
  ['null in the list', { messages: [null], action: 'archive' }, { messages: ['This field may not be null.'] }],
  ['nothing', {}, { messages: ['This field is required.'], action: ['This field is required.'] }],
  [
    'a label name of 65 letters',
    { messages: [1], action: 'label', label_name: 'x'.repeat(65) },
    { label_name: ['Cannot be longer than 64 characters.', 'Ensure this field has no more than 64 characters.'] },
  ],
  [
    'a label name where none belongs',
    { messages: [1], action: 'delete', label_name: 'x' },
    { non_field_errors: ['For action "delete" you should not specify a label'] },
  ],
])('%s is refused', async (_what, body, problem) => {
  const { post, shown } = await startHeard(1)
  const answer = await post('message_actions.json', body)
  expect([answer.status, answer.body]).toEqual([400, problem])
  expect((await shown(1)).visibility).toBe('visible')
})

test('who has no credentials is told so before being told of the method', async () => {
  const { call, get } = await startWorkspace()
  expect((await call('GET', '/api/v2/message_actions.json')).status).toBe(403)
  expect((await get('message_actions.json')).status).toBe(405)
})

test('a label that is deleted leaves its messages, which have not changed by that', async () => {
  const { act, newLabel, shown, remove } = await startHeard()
  const { uuid } = await newLabel('Spam')
  await newLabel('Later')
  await act('label', [1], { label: 'Spam' })
  await act('label', [1], { label: 'Later' })
  const { modified_on } = await shown(1)
  await remove(`labels.json?uuid=${uuid}`)
  expect(await shown(1)).toMatchObject({ labels: [{ name: 'Later' }], modified_on })
})

test('a label no longer counts the messages of a contact that is deleted', async () => {
  const { act, newLabel, counts, world, shown } = await startHeard()
  await newLabel('Spam')
  await act('label', [1, 2], { label: 'Spam' })
  atOnce(deleteContact(world, contactRows(world).get((await shown(1)).contact.uuid)!))
  expect(await counts()).toEqual({ Spam: 0 })
})

test('all that a contact has written can be archived, what was written to it stays', async () => {
  const { act, newLabel, counts, world, shown, post, idsIn, handset, address } = await startHeard()
  await newLabel('Spam')
  await act('label', [1], { label: 'Spam' })
  await post('messages.json', { contact: `tel:${AMINA}`, text: 'Hi' })
  await handset('+250788000001').writes(address, 'of somebody else')
  atOnce(archiveMessagesOf(world, (await shown(1)).contact.uuid))
  expect([await idsIn('folder=archived'), await idsIn('folder=inbox'), await counts()]).toEqual([
    [3, 2, 1],
    [5],
    { Spam: 0 },
  ])
  expect(await idsIn('folder=outbox')).toEqual([4])
})

test('an action leaves one line in the journal, whatever its number of messages', async () => {
  const { act, newLabel, admin } = await startHeard()
  const { uuid } = await newLabel('Spam')
  await act('label', [1, 2, 3], { label: 'Spam' })
  const { entries } = (await admin('GET', '/journal?type=rapidpro.messages.changed')).body
  expect(entries).toMatchObject([{ provider: 'rapidpro', messages: ['1', '2', '3'], counts: { [uuid]: 3 } }])
})

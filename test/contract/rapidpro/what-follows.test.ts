import { expect, test } from 'vitest'
import exported from '../../../fixtures/exports/clinic-flows.json' with { type: 'json' }
import { startWorkspace } from './start.ts'

const AMINA = '+250788123123'
const HOME = '+250788000009'

/** A clinic that Amina has written to, of which everything is there once. */
async function startClinic() {
  const workspace = await startWorkspace()
  const { post, admin, advance, handset, address, get } = workspace
  const made = async (path: string, body: object): Promise<any> => (await post(path, body)).body
  const onPages = async (path: string, body: object): Promise<any> =>
    (await admin('POST', `/rapidpro/${path}`, body)).body
  const first = async (path: string): Promise<any> => (await get(path)).body.results[0]
  await made('fields.json', { name: 'Age', type: 'number' })
  const group = (await made('groups.json', { name: 'By hand' })).uuid
  for (const [name, query] of [
    ['Grown up', 'age >= 18'],
    ['Named', 'name != ""'],
    ['Lately', 'last_seen_on >= 2026-01-02'],
  ] as const)
    await onPages('groups', { name, query })
  const urns = [`tel:${AMINA}`, `tel:${HOME}`]
  const contact = (await made('contacts.json', { name: 'Amina', urns, groups: [group], fields: { age: '12' } })).uuid
  const label = (await made('labels.json', { name: 'Questions' })).uuid
  await handset(AMINA).writes(address, 'Muraho')
  const flow = (await onPages('flows', exported)).flows[0].uuid
  await onPages('resthooks', { resthook: 'registered' })
  await advance('P1D')
  const smart = (await first('groups.json?name=grown%20up')).uuid
  const change = (body: object) => post(`contacts.json?uuid=${contact}`, body)
  const act = (action: string, more: object = {}) =>
    post('contact_actions.json', { contacts: [contact], action, ...more })
  const actOnMessage = (action: string, more: object = {}) =>
    post('message_actions.json', { messages: [1], action, ...more })
  const actOnTicket = async (action: string, more: object = {}) =>
    post('ticket_actions.json', { tickets: [(await first('tickets.json')).uuid], action, ...more })
  const writes = (from: string) => handset(from).writes(address, 'Yego')
  const start = async () => {
    await post('flow_starts.json', { flow, contacts: [contact] })
    await advance('PT5S')
  }
  const ids = { contact, group, label, flow, smart }
  return Object.assign(workspace, { made, onPages, first, change, act, actOnMessage, actOnTicket, writes, start, ids })
}

type Clinic = Awaited<ReturnType<typeof startClinic>>

/** What is looked at of the objects of a list; of all of them, or of the first. */
const SEEN: Readonly<Record<string, readonly string[]>> = {
  contact: 'name language status urns groups notes fields flow modified_on last_seen_on'.split(' '),
  group: ['count'],
  label: ['count'],
  topic: ['counts'],
  message: ['labels', 'visibility', 'modified_on', 'status'],
  ticket: ['status', 'topic', 'assignee', 'closed_on', 'modified_on'],
  flow: ['runs', 'modified_on'],
  run: ['responded', 'exit_type', 'exited_on', 'modified_on'],
  resthook: ['modified_on'],
}

async function lookAt({ get, ids: { contact, flow } }: Clinic): Promise<Map<string, string>> {
  const rows = async (path: string): Promise<any[]> => (await get(path)).body.results
  const seen = new Map<string, string>()
  const note = (kind: string, what: string, object: Record<string, unknown> | undefined): void => {
    for (const name of object ? SEEN[kind]! : []) seen.set(`${what}.${name}`, JSON.stringify(object![name]))
  }
  const gone = await rows(`contacts.json?deleted=1&uuid=${contact}`)
  note('contact', 'contact', [...(await rows(`contacts.json?uuid=${contact}`)), ...gone][0])
  for (const group of await rows('groups.json')) note('group', group.name, group)
  for (const label of await rows('labels.json')) note('label', 'label', label)
  for (const topic of await rows('topics.json')) note('topic', topic.name, topic)
  note('message', 'message', (await rows('messages.json?id=1'))[0])
  note('ticket', 'ticket', (await rows('tickets.json'))[0])
  note('flow', 'flow', (await rows(`flows.json?uuid=${flow}`))[0])
  note('run', 'run', (await rows(`runs.json?contact=${contact}`))[0])
  note('resthook', 'resthook', (await rows('resthooks.json'))[0])
  return seen
}

const objectOf = (key: string): string => key.split('.')[0]!

/** Objects of which something is in the one and nothing in the other. */
function missing(there: Map<string, string>, other: Map<string, string>): Set<string> {
  const known = new Set([...other.keys()].map(objectOf))
  return new Set([...there.keys()].map(objectOf).filter((what) => !known.has(what)))
}

/** What is another than before; what has come is marked with a plus, what is gone with a minus. */
async function movedBy(clinic: Clinic, act: Act): Promise<string> {
  const before = await lookAt(clinic)
  await act(clinic)
  const after = await lookAt(clinic)
  const moved = [...after.keys()].filter((key) => before.has(key) && before.get(key) !== after.get(key))
  return [
    ...[...missing(after, before)].map((what) => `+${what}`),
    ...[...missing(before, after)].map((what) => `-${what}`),
    ...moved,
  ].join(', ')
}

type Act = (clinic: Clinic) => unknown

const ME = 'contact.modified_on'

/** What happens, one after the other, and all that moves with it. */
const STORY: readonly (readonly [what: string, act: Act, moves: string])[] = [
  ['a note is written', ({ change }) => change({ note: 'Called.' }), 'contact.notes'],
  ['what is there is written again', ({ change }) => change({ name: 'Amina', fields: { age: '12' } }), ''],
  ['the name goes', ({ change }) => change({ name: null }), `contact.name, contact.groups, ${ME}, Named.count`],
  ['there is a name', ({ change }) => change({ name: 'Amina' }), `contact.name, contact.groups, ${ME}, Named.count`],
  ['a language', ({ change }) => change({ language: 'kin' }), `contact.language, ${ME}`],
  [
    'a value that a query asks about',
    ({ change }) => change({ fields: { age: '18' } }),
    `contact.groups, contact.fields, ${ME}, Grown up.count`,
  ],
  ['a value that says the same to it', ({ change }) => change({ fields: { age: '19' } }), `contact.fields, ${ME}`],
  ['somebody else comes', ({ post }) => post('contacts.json', { name: 'Bo' }), 'Named.count'],
  [
    'somebody else gets an address of hers',
    async ({ post, first }) =>
      post(`contacts.json?uuid=${(await first('contacts.json')).uuid}`, { urns: [`tel:${HOME}`] }),
    `contact.urns, ${ME}`,
  ],
  ['she gets it back', ({ change }) => change({ urns: [`tel:${AMINA}`, `tel:${HOME}`] }), `contact.urns, ${ME}`],
  [
    'she is taken out of a group',
    ({ act, ids }) => act('remove', { group: ids.group }),
    `contact.groups, ${ME}, By hand.count`,
  ],
  ['she is put into it', ({ act, ids }) => act('add', { group: ids.group }), `contact.groups, ${ME}, By hand.count`],
  ['again', ({ act, ids }) => act('add', { group: ids.group }), ''],
  [
    'the group is renamed',
    ({ post, ids }) => post(`groups.json?uuid=${ids.group}`, { name: 'By hand 2' }),
    '+By hand 2, -By hand, contact.groups',
  ],
  ['she writes', ({ writes }) => writes(AMINA), `contact.groups, ${ME}, contact.last_seen_on, Lately.count`],
  ['she writes from her other number', ({ writes }) => writes(HOME), `contact.urns, ${ME}, contact.last_seen_on`],
  [
    'she is written to, and it is delivered',
    async ({ post, ids, advance }) => {
      await post('messages.json', { contact: ids.contact, text: 'Ready?' })
      await advance('PT10S')
    },
    '',
  ],
  [
    'her message is labelled',
    ({ actOnMessage, ids }) => actOnMessage('label', { label: ids.label }),
    'label.count, message.labels, message.modified_on',
  ],
  [
    'it is archived',
    ({ actOnMessage }) => actOnMessage('archive'),
    'label.count, message.visibility, message.modified_on',
  ],
  [
    'it is restored',
    ({ actOnMessage }) => actOnMessage('restore'),
    'label.count, message.visibility, message.modified_on',
  ],
  [
    'all of hers are archived',
    ({ act }) => act('archive_messages'),
    'label.count, message.visibility, message.modified_on',
  ],
  [
    'a ticket is opened',
    ({ onPages, ids }) => onPages('tickets', { contact: ids.contact }),
    `+ticket, contact.groups, ${ME}, Open Tickets.count, General.counts`,
  ],
  ['a note is written on it', ({ actOnTicket }) => actOnTicket('add_note', { note: 'Called.' }), ''],
  [
    'it gets another topic',
    async ({ made, actOnTicket }) => {
      const { uuid: topic } = await made('topics.json', { name: 'Visits' })
      await actOnTicket('change_topic', { topic })
    },
    '+Visits, General.counts, ticket.topic, ticket.modified_on',
  ],
  [
    'it is closed',
    ({ actOnTicket }) => actOnTicket('close'),
    `contact.groups, ${ME}, Open Tickets.count, Visits.counts, ticket.status, ticket.closed_on, ticket.modified_on`,
  ],
  [
    'it is reopened',
    ({ actOnTicket }) => actOnTicket('reopen'),
    `contact.groups, ${ME}, Open Tickets.count, Visits.counts, ticket.status, ticket.closed_on, ticket.modified_on`,
  ],
  ['she is let into a flow', ({ start }) => start(), `+run, contact.flow, ${ME}, flow.runs`],
  ['she answers', ({ writes }) => writes(HOME), `${ME}, contact.last_seen_on, run.responded, run.modified_on`],
  [
    'she is blocked',
    ({ act }) => act('block'),
    `contact.status, contact.groups, ${ME}, Lately.count, Named.count, Grown up.count, By hand 2.count, Open Tickets.count`,
  ],
  ['again', ({ act }) => act('block'), ''],
  [
    'she is active again',
    ({ act }) => act('unblock'),
    `contact.status, contact.groups, ${ME}, Lately.count, Named.count, Grown up.count, Open Tickets.count`,
  ],
  [
    'she is interrupted',
    ({ act }) => act('interrupt'),
    `contact.flow, ${ME}, flow.runs, run.exit_type, run.exited_on, run.modified_on`,
  ],
  [
    'she is let in again, and does not answer for a week',
    async ({ start, advance }) => {
      await start()
      await advance('P8D')
    },
    `${ME}, flow.runs, run.responded, run.exit_type, run.exited_on, run.modified_on`,
  ],
  [
    'a group with a query is deleted',
    ({ remove, ids }) => remove(`groups.json?uuid=${ids.smart}`),
    `-Grown up, contact.groups, ${ME}`,
  ],
  [
    'a resthook is subscribed to',
    ({ post }) => post('resthook_subscribers.json', { resthook: 'registered', target_url: 'http://127.0.0.1:9/' }),
    'resthook.modified_on',
  ],
  ['and left', ({ remove }) => remove('resthook_subscribers.json?id=1'), 'resthook.modified_on'],
  [
    'she is deleted',
    ({ remove, ids }) => remove(`contacts.json?uuid=${ids.contact}`),
    `-message, -ticket, -run, contact.name, contact.language, contact.status, contact.urns, contact.groups, contact.notes, contact.fields, ${ME}, Lately.count, Named.count, Open Tickets.count, Visits.counts, flow.runs`,
  ],
]

test('what follows from what happens, and nothing else', async () => {
  const clinic = await startClinic()
  const told: [string, string][] = []
  for (const [what, act] of STORY) told.push([what, await movedBy(clinic, act)])
  expect(told).toEqual(STORY.map(([what, , moves]) => [what, moves]))
})

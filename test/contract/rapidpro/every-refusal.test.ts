/**
 * Every refusal of the platform, as `refusals.ts` lists them, is produced by the request that it names.
 *
 * To add lines: find the operation in LINES, or begin it under the id that it has in `refusals.ts`; name the case word by
 * word; say what has to be `given` (what that answers, the `request` is made of), and the request, whose path is that
 * behind /api/v2/. The refusal itself is not repeated: it stands in `refusals.ts`. Operations whose endpoints stand need a
 * line for every case, or a reason in NOT_YET.
 */
import { describe, expect, test } from 'vitest'
import clinic from '../../../fixtures/exports/clinic-flows.json' with { type: 'json' }
import { changeContact } from '../../../src/providers/rapidpro/contacts/change-contact.ts'
import { contactRows } from '../../../src/providers/rapidpro/contacts/contact.ts'
import { createField } from '../../../src/providers/rapidpro/fields/create-field.ts'
import { createGlobal } from '../../../src/providers/rapidpro/globals/change-global.ts'
import { exampleExport } from '../../../src/providers/rapidpro/flows/definition/example.ts'
import { createGroup } from '../../../src/providers/rapidpro/groups/create-group.ts'
import { rapidpro } from '../../../src/providers/rapidpro/index.ts'
import { createLabel } from '../../../src/providers/rapidpro/labels/create-label.ts'
import { createTopic } from '../../../src/providers/rapidpro/topics/create-topic.ts'
import { defaultTopic } from '../../../src/providers/rapidpro/topics/topic.ts'
import { createResthook } from '../../../src/providers/rapidpro/resthooks/create-resthook.ts'
import { workspaceOf, workspaceRows } from '../../../src/providers/rapidpro/workspace/workspace.ts'
import { REFUSALS, type Refusal } from './refusals.ts'
import type { CallOptions } from '../../support/world.ts'
import { type Workspace, startWorkspace } from './start.ts'

/** Method and path, and what is sent: as JSON, or otherwise. */
type Request = readonly [call: string, body?: unknown, otherwise?: CallOptions]

interface Line {
  /** What has to be there first. */
  given?: (workspace: Workspace) => unknown
  /** Made of what `given` answers, where that is needed. */
  request: Request | ((given: any) => Request)
}

type Lines = Readonly<Record<string, Line>>

const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

const contact =
  (body: object = {}) =>
  async ({ post }: Workspace): Promise<string> =>
    (await post('contacts.json', body)).body.uuid

const group =
  (name = 'Reporters') =>
  async ({ post }: Workspace): Promise<string> =>
    (await post('groups.json', { name })).body.uuid

const label = async ({ post }: Workspace): Promise<string> => (await post('labels.json', { name: 'Taken' })).body.uuid

const topic =
  (name: string) =>
  async ({ post }: Workspace): Promise<string> =>
    (await post('topics.json', { name })).body.uuid

const ticket = async (workspace: Workspace): Promise<string> =>
  (await workspace.admin('POST', '/rapidpro/tickets', { contact: await contact()(workspace) })).body.uuid

const smartGroup = ({ world }: Workspace): string => createGroup(world, { name: 'Youth', query: 'age < 18' }).id

const field =
  (name: string, type = 'text') =>
  ({ post }: Workspace) =>
    post('fields.json', { name, type })

const anonymous = ({ world }: Workspace): unknown => workspaceRows(world).update(workspaceOf(world), { anon: true })

const blocked =
  (why: 'flagged' | 'suspended') =>
  ({ world }: Workspace): unknown =>
    workspaceRows(world).update(workspaceOf(world), { [why]: true })

/** The six cases of names that are unique in a workspace. */
const names = (
  request: (name: string | undefined, given: any) => Request,
  given: (workspace: Workspace) => unknown,
): Lines => {
  const line = (name?: string): Line => ({ given, request: (there) => request(name, there) })
  return {
    'name missing': line(),
    'blank or only spaces': line('  '),
    'name used by another active row, ignoring case': line('TAKEN'),
    'double quote in name': line('Say "A"'),
    'backslash in name': line('A\\B'),
    'over 64 characters: two messages': line('x'.repeat(65)),
  }
}

const LIMIT = 'workspace already holds its limit of non-system rows (default 250); checked before body validation'

/** What is wrong with a contact's body, whichever way the contact is named. */
const contactBodies = (call: string | ((uuid: string) => string), start: (workspace: Workspace) => unknown): Lines => {
  const line = (body: unknown, given?: (workspace: Workspace) => unknown): Line => ({
    given: async (workspace) => {
      await given?.(workspace)
      return start(workspace)
    },
    request: (uuid: string) => [typeof call === 'string' ? call : call(uuid), body],
  })
  return {
    'unknown group': line({ groups: ['Ghosts'] }),
    'smart group': line({ groups: ['Youth'] }, smartGroup),
    'unknown field key': line({ fields: { hmmm: 'x' } }),
    'bad language code': line({ language: 'zzz' }),
    'bad urn': line({ urns: ['foo:bar'] }),
    'body is not an object': line([]),
    'more than 100 urns, groups or fields': line({ urns: many(101, (index) => `telegram:${index}`) }),
    'NUL inside a value': line({ fields: { age: 'a\0b' } }, field('Age')),
  }
}

/** A form with one part, named `file`. */
const file = (content: Uint8Array | string, type = 'image/png', name = '; filename="a"'): Request => [
  'POST media.json',
  undefined,
  {
    raw: Buffer.concat([
      Buffer.from(`--b\r\nContent-Disposition: form-data; name="file"${name}\r\nContent-Type: ${type}\r\n\r\n`),
      Buffer.from(content),
      Buffer.from('\r\n--b--\r\n'),
    ]),
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  },
]

const act = (body: object): Request => ['POST message_actions.json', { messages: [], action: 'archive', ...body }]

const NOBODY = '00000000-0000-4000-8000-000000000000'

/** A campaign of that name, with a group for it. */
const campaign =
  (name = 'Reminders') =>
  async ({ post }: Workspace): Promise<string> => {
    await post('groups.json', { name: 'Reporters' })
    return (await post('campaigns.json', { name, group: 'Reporters' })).body.uuid
  }

const EVENT = { relative_to: 'created_on', offset: 1, unit: 'days', delivery_hour: -1, message: 'Hi' }

const anEvent = async (workspace: Workspace): Promise<any> =>
  (await workspace.post('campaign_events.json', { ...EVENT, campaign: await campaign()(workspace) })).body

/** What is wrong with the body of an event, new or not; `there` is the event, or else the uuid of a campaign. */
const campaignEvents = (call: string | ((there: any) => string), given: (workspace: Workspace) => unknown): Lines => {
  const line = (changes: object, isWhole = true): Line => ({
    given,
    request: (there) => [
      typeof call === 'string' ? call : call(there),
      isWhole ? { ...EVENT, campaign: there.campaign?.uuid ?? there, ...changes } : changes,
    ],
  })
  return {
    'empty body': line({}, false),
    'unknown unit': line({ unit: 'fortnights' }),
    'delivery_hour over 23': line({ delivery_hour: 24 }),
    'delivery_hour under -1': line({ delivery_hour: -2 }),
    "message lacks the workspace's first language": line({ message: { kin: 'Muraho' } }),
    'neither or both of message and flow': line({ message: undefined }),
    'blank message': line({ message: ' ' }),
    'campaign unknown or archived': line({ campaign: NOBODY }),
  }
}

const flow = async ({ admin }: Workspace): Promise<string> =>
  (await admin('POST', '/rapidpro/flows', exampleExport())).body.flows[0].uuid

const resthook = ({ world }: Workspace): unknown => createResthook(world, 'registered')

const taken = contact({ urns: ['telegram:1'] })

/** By operation and case, what is refused. */
const LINES: Readonly<Record<string, Lines>> = {
  'broadcasts.list': { 'id is not a whole number': { request: ['GET broadcasts.json?id=x'] } },
  'broadcasts.create': {
    'neither text nor attachments': { request: ['POST broadcasts.json', { urns: ['telegram:1'] }] },
    'no recipients at all': { request: ['POST broadcasts.json', { text: 'Hi' }] },
    'base_language not a key of text': {
      request: ['POST broadcasts.json', { text: { eng: 'Hi' }, base_language: 'kin', urns: ['telegram:1'] }],
    },
    'attachments given but not in base_language': {
      request: [
        'POST broadcasts.json',
        { text: { eng: 'Hi' }, attachments: { kin: [] }, base_language: 'eng', urns: ['telegram:1'] },
      ],
    },
    'unknown group, contact or media': { request: ['POST broadcasts.json', { text: 'Hi', groups: [123_456] }] },
    'language key not ISO 639-3': { request: ['POST broadcasts.json', { text: { base: 'Hi' }, urns: ['telegram:1'] }] },
    'empty translations object': { request: ['POST broadcasts.json', { text: {}, urns: ['telegram:1'] }] },
    'workspace flagged (message begins like this)': {
      given: blocked('flagged'),
      request: ['POST broadcasts.json', { text: 'Hi', urns: ['telegram:1'] }],
    },
    'workspace suspended (message begins like this)': {
      given: blocked('suspended'),
      request: ['POST broadcasts.json', { text: 'Hi', urns: ['telegram:1'] }],
    },
  },
  'contacts.list': {
    'urn cannot be parsed or has an unknown scheme': { request: ['GET contacts.json?urn=12345'] },
    'urn filter in an anonymous workspace': { given: anonymous, request: ['GET contacts.json?urn=telegram:1'] },
  },
  'contacts.create': {
    ...contactBodies('POST contacts.json', () => undefined),
    'urn owned by another contact (create)': {
      given: taken,
      request: ['POST contacts.json', { urns: ['telegram:1'] }],
    },
  },
  'contacts.update_by_uuid': {
    ...contactBodies((uuid) => `POST contacts.json?uuid=${uuid}`, contact()),
    'no row matches in this workspace': { request: ['POST contacts.json?uuid=x', {}] },
    'both uuid and urn in the URL': { request: ['POST contacts.json?uuid=x&urn=telegram:1', {}] },
    'contact was deleted': {
      given: async (workspace) => {
        const uuid = await contact()(workspace)
        await workspace.remove(`contacts.json?uuid=${uuid}`)
        return uuid
      },
      request: (uuid) => [`POST contacts.json?uuid=${uuid}`, {}],
    },
    'non-empty groups on a non-active contact': {
      given: async (workspace) => {
        await group()(workspace)
        return blockedContact(workspace)
      },
      request: (uuid) => [`POST contacts.json?uuid=${uuid}`, { groups: ['Reporters'] }],
    },
    'urns in an anonymous workspace': {
      given: async (workspace) => {
        anonymous(workspace)
        return contact()(workspace)
      },
      request: (uuid) => [`POST contacts.json?uuid=${uuid}`, { urns: ['telegram:1'] }],
    },
  },
  'contacts.update_by_urn': {
    'urns key present in the body, even empty': { request: ['POST contacts.json?urn=telegram:1', { urns: [] }] },
    'unparseable urn': { request: ['POST contacts.json?urn=12345', {}] },
    'anonymous workspace': { given: anonymous, request: ['POST contacts.json?urn=telegram:1', {}] },
  },
  'contacts.delete': {
    'DELETE without a lookup parameter': { request: ['DELETE contacts.json'] },
    'no row matches in this workspace': { request: ['DELETE contacts.json?uuid=x'] },
    'both lookups': { request: ['DELETE contacts.json?uuid=x&urn=telegram:1'] },
  },
  'contact_actions.create': {
    'empty contacts list': { request: ['POST contact_actions.json', { contacts: [], action: 'block' }] },
    'over 100': {
      request: ['POST contact_actions.json', { contacts: many(101, (index) => `telegram:${index}`), action: 'block' }],
    },
    'any contact unknown or deleted': {
      request: ['POST contact_actions.json', { contacts: ['telegram:1'], action: 'block' }],
    },
    'unknown action': {
      given: taken,
      request: ['POST contact_actions.json', { contacts: ['telegram:1'], action: 'like' }],
    },
    'add or remove without group': {
      given: taken,
      request: ['POST contact_actions.json', { contacts: ['telegram:1'], action: 'add' }],
    },
    'group with another action': {
      given: async (workspace) => {
        await group()(workspace)
        await taken(workspace)
      },
      request: ['POST contact_actions.json', { contacts: ['telegram:1'], action: 'block', group: 'Reporters' }],
    },
    'group is an empty string': {
      given: taken,
      request: ['POST contact_actions.json', { contacts: ['telegram:1'], action: 'add', group: '' }],
    },
    'add with a non-active contact': {
      given: async (workspace) => {
        await group()(workspace)
        return blockedContact(workspace)
      },
      request: (uuid) => ['POST contact_actions.json', { contacts: [uuid], action: 'add', group: 'Reporters' }],
    },
    'smart group': {
      given: async (workspace) => {
        smartGroup(workspace)
        await taken(workspace)
      },
      request: ['POST contact_actions.json', { contacts: ['telegram:1'], action: 'add', group: 'Youth' }],
    },
  },
  'fields.create': {
    'no name': { request: ['POST fields.json', { type: 'text' }] },
    'no type': { request: ['POST fields.json', { name: 'Age' }] },
    'bad characters': { request: ['POST fields.json', { name: '!@#', type: 'text' }] },
    'unknown type': { request: ['POST fields.json', { name: 'Age', type: 'video' }] },
    'reserved or malformed key': { request: ['POST fields.json', { name: 'HAS', type: 'text' }] },
    'name taken ignoring case': { given: field('Age'), request: ['POST fields.json', { name: 'AGE', type: 'text' }] },
    'over 36 characters': { request: ['POST fields.json', { name: 'x'.repeat(37), type: 'text' }] },
    [LIMIT]: {
      given: ({ world }) => many(250, (index) => createField(world, { name: `Field ${index}`, type: 'text' })),
      request: ['POST fields.json', {}],
    },
  },
  'fields.update': {
    'type change away from datetime while campaign events use the field': {
      given: async (workspace) => {
        await field('Due Date', 'datetime')(workspace)
        const there = await campaign()(workspace)
        await workspace.post('campaign_events.json', { ...EVENT, campaign: there, relative_to: 'due_date' })
      },
      request: ['POST fields.json?key=due_date', { name: 'Due Date', type: 'text' }],
    },
    'no name': { given: field('Age'), request: ['POST fields.json?key=age', { type: 'text' }] },
    'no type': { given: field('Age'), request: ['POST fields.json?key=age', { name: 'Age' }] },
    'bad characters': { given: field('Age'), request: ['POST fields.json?key=age', { name: '!@#', type: 'text' }] },
    'unknown type': { given: field('Age'), request: ['POST fields.json?key=age', { name: 'Age', type: 'video' }] },
    'reserved or malformed key': {
      given: field('Age'),
      request: ['POST fields.json?key=age', { name: 'has', type: 'text' }],
    },
    'name taken ignoring case': {
      given: async (workspace) => {
        await field('Age')(workspace)
        await field('Years')(workspace)
      },
      request: ['POST fields.json?key=age', { name: 'YEARS', type: 'text' }],
    },
    'over 36 characters': {
      given: field('Age'),
      request: ['POST fields.json?key=age', { name: 'x'.repeat(37), type: 'text' }],
    },
    'no row matches in this workspace': { request: ['POST fields.json?key=age', { name: 'Age', type: 'text' }] },
  },
  'globals.create': {
    'no name': { request: ['POST globals.json', { value: '1' }] },
    'no value': { request: ['POST globals.json', { name: 'Help Line' }] },
    'characters outside letters, digits, underscore, hyphen, space': {
      request: ['POST globals.json', { name: '!@#', value: '1' }],
    },
    'key would not start with a letter': { request: ['POST globals.json', { name: '2nd', value: '1' }] },
    'over 36 characters': { request: ['POST globals.json', { name: 'x'.repeat(37), value: '1' }] },
    'name taken ignoring case': {
      given: ({ post }) => post('globals.json', { name: 'Help Line', value: '1' }),
      request: ['POST globals.json', { name: 'HELP LINE', value: '1' }],
    },
    [LIMIT]: {
      given: ({ world }) => many(250, (index) => createGlobal(world, { name: `Global ${index}`, value: '1' })),
      request: ['POST globals.json', {}],
    },
  },
  'globals.update': {
    'no row matches in this workspace': { request: ['POST globals.json?key=help_line', { value: '1' }] },
    'no value': {
      given: ({ post }) => post('globals.json', { name: 'Help Line', value: '1' }),
      request: ['POST globals.json?key=help_line', {}],
    },
  },
  'groups.list': { 'uuid and name together': { request: ['GET groups.json?uuid=x&name=y'] } },
  'groups.create': {
    ...names((name) => ['POST groups.json', { name }], group('Taken')),
    [LIMIT]: {
      given: ({ world }) => many(250, (index) => createGroup(world, { name: `Group ${index}` })),
      request: ['POST groups.json', {}],
    },
  },
  'groups.update': {
    ...names(
      (name, uuid) => [`POST groups.json?uuid=${uuid}`, { name }],
      async (workspace) => {
        await group('Taken')(workspace)
        return group('Own')(workspace)
      },
    ),
    'system group': { given: systemGroup, request: (uuid) => [`POST groups.json?uuid=${uuid}`, {}] },
    'no row matches in this workspace': { request: ['POST groups.json?uuid=x', {}] },
  },
  'groups.delete': {
    'DELETE without a lookup parameter': { request: ['DELETE groups.json'] },
    'no row matches in this workspace': { request: ['DELETE groups.json?uuid=x'] },
    'system group': { given: systemGroup, request: (uuid) => [`DELETE groups.json?uuid=${uuid}`] },
    'used by a live trigger': {
      given: async (workspace) => {
        await workspace.admin('POST', '/rapidpro/flows', clinic)
        return (await workspace.get('groups.json?name=Patients')).body.results[0].uuid
      },
      request: (uuid) => [`DELETE groups.json?uuid=${uuid}`],
    },
    'used by a live campaign': {
      given: async (workspace) => {
        await campaign()(workspace)
        return (await workspace.get('groups.json?name=Reporters')).body.results[0].uuid
      },
      request: (uuid) => [`DELETE groups.json?uuid=${uuid}`],
    },
  },
  'optins.create': names(
    (name) => ['POST optins.json', { name }],
    async ({ post }) => void (await post('optins.json', { name: 'Taken' })),
  ),
  'labels.list': {
    'uuid and name together': { request: ['GET labels.json?uuid=5ff1b2c3-0d4e-4f5a-8b6c-7d8e9f0a1b2c&name=y'] },
  },
  'labels.create': {
    ...names((name) => ['POST labels.json', { name }], label),
    [LIMIT]: {
      given: ({ world }) => many(250, (index) => createLabel(world, { name: `Label ${index}` })),
      request: ['POST labels.json', {}],
    },
  },
  'labels.update': {
    ...names(
      (name, uuid) => [`POST labels.json?uuid=${uuid}`, { name }],
      async (workspace) => {
        await label(workspace)
        return (await workspace.post('labels.json', { name: 'Own' })).body.uuid
      },
    ),
    'no row matches in this workspace': {
      request: ['POST labels.json?uuid=5ff1b2c3-0d4e-4f5a-8b6c-7d8e9f0a1b2c', {}],
    },
  },
  'labels.delete': {
    'DELETE without a lookup parameter': { request: ['DELETE labels.json'] },
    'no row matches in this workspace': {
      request: ['DELETE labels.json?uuid=5ff1b2c3-0d4e-4f5a-8b6c-7d8e9f0a1b2c'],
    },
  },
  'media.create': {
    'no file part': { request: ['POST media.json'] },
    'file sent as a plain form field': { request: file('x', 'text/plain', '') },
    'empty file': { request: file('') },
    'type not allowed': { request: file('x', 'text/plain') },
    'too big': { request: file(new Uint8Array(25 * 1024 * 1024 + 1)) },
    'JSON body': { request: ['POST media.json', {}] },
  },
  'messages.list': {
    'two of the exclusive filters': { request: ['GET messages.json?folder=inbox&label=x'] },
    'id not a whole number': { request: ['GET messages.json?id=x'] },
  },
  'message_actions.create': {
    'any outgoing message': {
      given: async ({ world, post, advance }) => {
        many(76, () => world.random.count('rapidpro.message'))
        await post('broadcasts.json', { urns: ['telegram:1'], text: 'Hi' })
        await advance(1)
      },
      request: act({ messages: [77] }),
    },
    'label and label_name together': {
      given: label,
      request: act({ action: 'label', label: 'Taken', label_name: 'Taken' }),
    },
    'label or unlabel without either': { request: act({ action: 'label' }) },
    'label given for another action': { given: label, request: act({ label: 'Taken' }) },
    'empty label': { request: act({ action: 'label', label: '' }) },
    'unknown label': { request: act({ action: 'label', label: 'nope' }) },
    'bad label_name': { request: act({ action: 'label', label_name: 'Say "A"' }) },
    'unknown action': { request: act({ action: 'like' }) },
    'over 100': { request: act({ messages: many(101, (index) => index) }) },
  },
  'campaigns.create': {
    ...names(
      (name) => ['POST campaigns.json', { ...(name !== undefined && { name }), group: 'Reporters' }],
      campaign('Taken'),
    ),
    'group missing': { request: ['POST campaigns.json', { name: 'Reminders' }] },
    'group unknown': { request: ['POST campaigns.json', { name: 'Reminders', group: 'Ghosts' }] },
  },
  'campaigns.update': {
    'no row matches in this workspace': { request: [`POST campaigns.json?uuid=${NOBODY}`, {}] },
  },
  'campaign_events.create': campaignEvents('POST campaign_events.json', async (workspace) => campaign()(workspace)),
  'campaign_events.update': {
    'no row matches in this workspace': { request: [`POST campaign_events.json?uuid=${NOBODY}`, {}] },
    'different campaign': {
      given: async (workspace) => [await anEvent(workspace), await campaign('Other')(workspace)],
      request: ([event, other]) => [`POST campaign_events.json?uuid=${event.uuid}`, { ...EVENT, campaign: other }],
    },
    ...campaignEvents((event) => `POST campaign_events.json?uuid=${event.uuid}`, anEvent),
  },
  'campaign_events.delete': {
    'DELETE without a lookup parameter': { request: ['DELETE campaign_events.json'] },
    'no row matches in this workspace': { request: [`DELETE campaign_events.json?uuid=${NOBODY}`] },
  },
  'definitions.get': {
    'other dependencies value': { request: ['GET definitions.json?dependencies=some'] },
  },
  'flow_starts.list': { 'malformed uuid': { request: ['GET flow_starts.json?uuid=xyz'] } },
  'flow_starts.create': {
    'flow missing': { request: ['POST flow_starts.json', { urns: ['telegram:1'] }] },
    'no recipients': { given: flow, request: (uuid) => ['POST flow_starts.json', { flow: uuid, groups: [] }] },
    'params or extra not an object': {
      given: flow,
      request: (uuid) => ['POST flow_starts.json', { flow: uuid, urns: ['telegram:1'], params: '{}' }],
    },
    'unknown flow, contact or group': { request: ['POST flow_starts.json', { flow: 'abcde', urns: ['telegram:1'] }] },
    'bad urn': { given: flow, request: (uuid) => ['POST flow_starts.json', { flow: uuid, urns: ['foo:bar'] }] },
    'over 100 groups': {
      given: flow,
      request: (uuid) => ['POST flow_starts.json', { flow: uuid, groups: many(101, (index) => `g${index}`) }],
    },
    'workspace flagged or suspended': {
      given: blocked('flagged'),
      request: ['POST flow_starts.json', { urns: ['telegram:1'] }],
    },
  },
  'runs.list': {
    'flow and contact together': { request: ['GET runs.json?flow=x&contact=y'] },
    'malformed uuid': { request: ['GET runs.json?uuid=xyz'] },
    'id not a whole number': { request: ['GET runs.json?id=x'] },
  },
  'resthook_subscribers.list': {
    'id not a whole number': { request: ['GET resthook_subscribers.json?id=x'] },
  },
  'resthook_subscribers.create': {
    'empty body': { request: ['POST resthook_subscribers.json', {}] },
    'unknown slug': {
      request: ['POST resthook_subscribers.json', { resthook: 'spam', target_url: 'http://localhost/' }],
    },
    'not a URL': {
      given: resthook,
      request: ['POST resthook_subscribers.json', { resthook: 'registered', target_url: 'hooks' }],
    },
    'same hook and URL already active': {
      given: async (workspace) => {
        resthook(workspace)
        await workspace.post('resthook_subscribers.json', { resthook: 'registered', target_url: 'http://localhost/' })
      },
      request: ['POST resthook_subscribers.json', { resthook: 'registered', target_url: 'http://localhost/' }],
    },
  },
  'resthook_subscribers.delete': {
    'DELETE without a lookup parameter': { request: ['DELETE resthook_subscribers.json'] },
    'no row matches in this workspace': { request: ['DELETE resthook_subscribers.json?id=99'] },
  },
  'messages.create': {
    'no contact': { request: ['POST messages.json', { text: 'Hi' }] },
    'no content': { given: contact(), request: (uuid) => ['POST messages.json', { contact: uuid }] },
    'unknown media': {
      given: contact(),
      request: (uuid) => ['POST messages.json', { contact: uuid, attachments: ['xxxx'] }],
    },
    'over 10 attachments': {
      given: contact(),
      request: (uuid) => ['POST messages.json', { contact: uuid, attachments: many(11, () => 'xxxx') }],
    },
    'unknown contact': { request: ['POST messages.json', { contact: 'telegram:1', text: 'Hi' }] },
  },
  'ticket_actions.create': {
    'no tickets key': { request: ['POST ticket_actions.json', { action: 'close' }] },
    'over 100': {
      request: ['POST ticket_actions.json', { action: 'close', tickets: many(101, (index) => String(index)) }],
    },
    'unknown or foreign ticket': {
      request: ['POST ticket_actions.json', { action: 'close', tickets: ['5ff1b2c3-0d4e-4f5a-8b6c-7d8e9f0a1b2c'] }],
    },
    'assign without assignee key': {
      given: ticket,
      request: (uuid) => ['POST ticket_actions.json', { action: 'assign', tickets: [uuid] }],
    },
    'add_note without note': {
      given: ticket,
      request: (uuid) => ['POST ticket_actions.json', { action: 'add_note', tickets: [uuid] }],
    },
    'change_topic without topic': {
      given: ticket,
      request: (uuid) => ['POST ticket_actions.json', { action: 'change_topic', tickets: [uuid] }],
    },
    'unknown action': {
      given: ticket,
      request: (uuid) => ['POST ticket_actions.json', { action: 'note', tickets: [uuid], note: 'Hi' }],
    },
    'unknown assignee': {
      given: ticket,
      request: (uuid) => [
        'POST ticket_actions.json',
        { action: 'assign', tickets: [uuid], assignee: 'nobody@example.org' },
      ],
    },
  },
  'topics.create': {
    ...names((name) => ['POST topics.json', { name }], topic('Taken')),
    'workspace already holds its limit of non-system rows (default 50); checked before body validation': {
      given: ({ world }) => many(50, (index) => createTopic(world, `Topic ${index}`)),
      request: ['POST topics.json', {}],
    },
  },
  'topics.update': {
    ...names(
      (name, uuid) => [`POST topics.json?uuid=${uuid}`, { name }],
      async (workspace) => {
        await topic('Taken')(workspace)
        return topic('Own')(workspace)
      },
    ),
    'default topic': {
      given: ({ world }) => defaultTopic(world).id,
      request: (uuid) => [`POST topics.json?uuid=${uuid}`, { name: 'Other' }],
    },
    'no row matches in this workspace': {
      request: ['POST topics.json?uuid=5ff1b2c3-0d4e-4f5a-8b6c-7d8e9f0a1b2c', {}],
    },
  },
}

async function blockedContact(workspace: Workspace): Promise<string> {
  const uuid = await contact()(workspace)
  changeContact(workspace.world, contactRows(workspace.world).get(uuid)!, { status: 'blocked' })
  return uuid
}

async function systemGroup({ get }: Workspace): Promise<string> {
  return (await get('groups.json?name=Open Tickets')).body.results[0].uuid
}

/** Cases of operations that stand, and why nothing leads to them yet. */
const NOT_YET: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'contacts.update_by_uuid': {
    'urn owned by another contact (create)': 'an update moves the URN to the contact: contacts.test.ts',
  },
}

const cases = (operation: string): Readonly<Record<string, Refusal>> =>
  REFUSALS[operation as keyof typeof REFUSALS]?.cases ?? {}

describe.each(Object.entries(LINES))('%s', (operation, lines) => {
  test.each(Object.entries(lines))('%s', async (when, { given, request }) => {
    const refusal = cases(operation)[when]
    if (!refusal) throw new Error(`refusals.ts does not know the case "${when}" of ${operation}.`)
    const workspace = await startWorkspace()
    const there = await given?.(workspace)
    const [call, body, otherwise] = typeof request === 'function' ? request(there) : request
    const [method, path] = call.split(/ (.*)/s) as [string, string]
    const answer = await workspace.call(method, `/api/v2/${path}`, {
      ...otherwise,
      headers: { ...workspace.auth, ...otherwise?.headers },
      ...(body !== undefined && { body }),
    })
    expect([answer.status, answer.body]).toEqual([refusal[0], filled(refusal[1], answer.body)])
  })
})

/** The refusal with what is different in each put in, as far as the answer has anything in its place. */
function filled(expected: unknown, answer: any): unknown {
  if (typeof expected === 'string') return fits(expected, answer) ? answer : expected
  if (Array.isArray(expected)) return expected.map((one, index) => filled(one, answer?.[index]))
  return Object.fromEntries(
    Object.entries(expected as object).map(([name, one]) => {
      const key = /^<.*>$/.test(name) ? (Object.keys(answer ?? {})[0] ?? name) : name
      return [key, filled(one, answer?.[key])]
    }),
  )
}

function fits(expected: string, answer: unknown): boolean {
  const pattern = expected
    .split(/(<[^>]+>| \.\.\.$)/)
    .map((part) => (/^<| \.\.\.$/.test(part) ? '.+' : part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')))
    .join('')
  return typeof answer === 'string' && new RegExp(`^${pattern}$`, 's').test(answer)
}

test('every case of every operation that stands has a line', () => {
  const stands = new Set(rapidpro.endpoints.map(({ method, path }) => `${method.toUpperCase()} ${path}`))
  const missing = Object.entries(REFUSALS)
    .filter(([, { call }]) => stands.has(call.replace(' ', ' /api/v2/')))
    .flatMap(([operation, { cases: all }]) =>
      Object.keys(all)
        .filter((when) => !LINES[operation]?.[when] && !NOT_YET[operation]?.[when])
        .map((when) => `${operation}: ${when}`),
    )
  expect(missing).toEqual([])
})

test('no reason is left for a case that has a line by now, or that nobody knows', () => {
  const all = Object.entries(NOT_YET).flatMap(([operation, reasons]) =>
    Object.keys(reasons).map((when) => [operation, when] as const),
  )
  expect(all.filter(([operation, when]) => LINES[operation]?.[when] || !cases(operation)[when])).toEqual([])
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

const NAMES = [
  'name',
  'language',
  'urns',
  'groups',
  'fields',
  'note',
  'contact',
  'contacts',
  'text',
  'attachments',
  'quick_replies',
  'base_language',
  'ticket',
  'messages',
  'action',
  'label',
  'label_name',
  'group',
  'type',
  'value_type',
  'value',
  'tickets',
  'assignee',
  'topic',
  'flow',
  'params',
  'extra',
  'restart_participants',
  'exclude_active',
  'resthook',
  'target_url',
  'campaign',
  'group',
  'relative_to',
  'offset',
  'unit',
  'delivery_hour',
  'message',
  '__proto__',
  'constructor',
]

const value = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    'telegram:1',
    'block',
    'number',
    'tel:0788123123',
    'eng',
    ['tel:0788123123'],
    { eng: 'x' },
    { eng: ['x'] },
    1e300,
    -0,
    '\ud800',
    '\0',
  ),
)

test.each([
  'contacts.json',
  'contacts.json?urn=telegram:1',
  'messages.json',
  'broadcasts.json',
  'message_actions.json',
  'contact_actions.json',
  'fields.json',
  'groups.json',
  'labels.json',
  'globals.json',
  'topics.json',
  'ticket_actions.json',
  'flow_starts.json',
  'resthook_subscribers.json',
  'campaigns.json',
  'campaign_events.json',
])('no body makes POST %s fail', { timeout: 60_000 }, async (path) => {
  const { post, advance } = await startWorkspace()
  await post('contacts.json', { urns: ['telegram:1'] })
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...NAMES), value), async (body) => {
      const answer = await post(path, body)
      expect([200, 201, 204, 400]).toContain(answer.status)
      expect(answer.body ?? {}).toBeTypeOf('object')
    }),
    { numRuns: 150 },
  )
  await advance('idle')
})

test.each([
  'contacts.json',
  'messages.json',
  'broadcasts.json',
  'channels.json',
  'tickets.json',
  'topics.json',
  'users.json',
  'boundaries.json',
  'fields.json',
  'groups.json',
  'labels.json',
  'globals.json',
  'flows.json',
  'flow_starts.json',
  'runs.json',
  'resthooks.json',
  'resthook_subscribers.json',
  'resthook_events.json',
  'campaigns.json',
  'campaign_events.json',
  'definitions.json',
])('no query makes GET %s fail', { timeout: 60_000 }, async (path) => {
  const { get, post } = await startWorkspace()
  await post('contacts.json', { urns: ['telegram:1'] })
  const names = [
    'id',
    'uuid',
    'urn',
    'group',
    'deleted',
    'before',
    'after',
    'reverse',
    'expand_urns',
    'broadcast',
    'contact',
    'folder',
    'label',
    'address',
    'email',
    'role',
    'ticket',
    'geometry',
    'type',
    'archived',
    'flow',
    'responded',
    'campaign',
    'dependencies',
    'paths',
    'resthook',
    'key',
    'name',
    'manual_only',
    'cursor',
    '__proto__',
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(
        fc.constantFrom(...names),
        fc.oneof(
          fc.string(),
          fc.constantFrom('1', 'telegram:1', '2026-01-01', '%', '%ff', '-1', '99999999999999999999'),
        ),
      ),
      async (query) => {
        const raw = Object.entries(query).map(
          ([name, text]) => `${name}=${text.replaceAll(/[#&\s\u0080-\uffff]/g, '')}`,
        )
        expect([200, 400, 404]).toContain((await get(`${path}?${raw.join('&')}`)).status)
      },
    ),
    { numRuns: 150 },
  )
})

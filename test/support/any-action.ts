import * as fc from 'fast-check'
import { DELIVERY_STATES } from '../../src/core/network/delivery-state.ts'
import { providers } from '../../src/providers/index.ts'
import { anyCallTo } from './any-call.ts'
import { startBare } from './bare-simulator.ts'

// What anybody may do in a world, as fast-check's arbitraries: calls to all platforms and by those who test, texts that
// people write, phones that are switched off and on, receipts that are not so, and time that passes.

/** What is about worlds as a whole, or ends only when somebody goes, or shows what a snapshot does not carry. */
const LEFT_OUT = new Set([
  'admin.createWorld',
  'admin.listWorlds',
  'admin.deleteWorld',
  'admin.resetWorld',
  'admin.forkWorld',
  'admin.putSnapshot',
  'admin.getSnapshot',
  'admin.followJournal',
  'admin.readJournal',
  'admin.wait',
  'admin.getHealth',
  'admin.setClock',
  'admin.getIncoming',
])

/** All operations of all APIs that are about one world and answer at once. */
export const OPERATIONS = startBare(providers)
  .apis.flatMap(({ endpoints }) => endpoints)
  .filter(({ id }) => !LEFT_OUT.has(id))
const writing = OPERATIONS.filter(({ method }) => method !== 'get' && method !== 'delete')
const sending = writing.filter(({ id }) => /send|broadcast|import|invoke|receive|start|handset|campaign/i.test(id))

/** Numbers that decide which of those that are there something is about. */
const picks = fc.array(fc.nat(), { minLength: 6, maxLength: 6 })

const report = fc.record(
  {
    after: fc.constantFrom(0, 1, 30, 3600),
    state: fc.constantFrom(...DELIVERY_STATES),
    times: fc.constantFrom(2, 3),
  },
  { requiredKeys: [] },
)

/** Receipts that are lost, late, doubled, reordered or contradict what happened. */
const rule = fc.record(
  {
    provider: fc.constantFrom('telerivet', 'rapidpro', 'plivo'),
    times: fc.constantFrom(1, 3),
    steps: fc.constantFrom(
      [{ after: 1, state: 'retrying', reason: 'network_error' }],
      [{ after: 0, state: 'failed', reason: 'unknown' }],
      [
        { after: 1, state: 'sent' },
        { after: 5, spread: 100, state: 'undelivered', reason: 'unreachable' },
      ],
      [
        { after: 1, state: 'sent' },
        { after: 1, state: 'delivered', reports: [] },
        { after: 1, state: 'read', reports: [{ state: 'failed' }] },
      ],
    ),
    reports: fc.array(report, { maxLength: 3 }),
  },
  { requiredKeys: ['reports'] },
)

/** One thing that somebody does. */
export const anyAction = fc.oneof(
  ...[OPERATIONS, writing, sending].map((some) => ({
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('call' as const),
      operation: fc.constantFrom(...some.map(({ id }) => id)),
      picks,
    }),
  })),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('plan' as const), rule }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...OPERATIONS).chain((endpoint) =>
      anyCallTo(endpoint, { query: {}, body: {} }, () => ['nobody']).map((call) => ({
        do: 'nearly' as const,
        operation: endpoint.id,
        call,
      })),
    ),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('advance' as const),
      by: fc.constantFrom(0, 1, 400, 1000, 3000, 60_000, 3_600_000, 86_400_000 * 2),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('write' as const), picks }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('switch' as const), picks }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('repeat' as const), times: fc.integer({ min: 8, max: 21 }) }) },
)
export type Action = typeof anyAction extends fc.Arbitrary<infer T> ? T : never

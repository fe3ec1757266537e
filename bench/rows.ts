import type { Told } from './bulk.ts'
import type { Copied } from './copies.ts'
import type { Filtered } from './filters.ts'
import * as goals from './goals.ts'
import type { Grown } from './memory.ts'
import { CLIENTS, type Operation } from './operations.ts'
import type { Row } from './report.ts'
import type { Compared } from './rounds.ts'
import type { Searched } from './searches.ts'

/** What was measured, as the lines of the report. */

export const coldStartRow = (ratio: number): Row => ({
  what: 'cold start',
  value: ratio,
  unit: '× node -e 0',
  goal: goals.COLD_START,
})

export const idleWorldsRow = (count: number, megabytes: number): Row => ({
  what: `heap of ${count.toLocaleString('en')} idle worlds`,
  value: megabytes,
  unit: 'MB',
  goal: goals.IDLE_WORLDS,
})

export const growthRows = (
  provider: string,
  many: number,
  { idle, afterCalls, perMessage, advanced }: Grown,
): Row[] => [
  { what: `${provider}: memory, idle`, value: idle, unit: 'MB', goal: goals.IDLE },
  { what: `${provider}: memory after 10,000 calls`, value: afterCalls, unit: 'MB', goal: goals.AFTER_CALLS },
  { what: `${provider}: heap for a message`, value: perMessage, unit: 'B', goal: goals.PER_MESSAGE },
  {
    what: `${provider}: delivery steps in an advance`,
    value: advanced.stepsPerSecond,
    unit: 'a second',
    goal: goals.STEPS,
    note: `${advanced.steps.toLocaleString('en')} steps of ${many.toLocaleString('en')} messages`,
  },
  { what: `${provider}: longest wait of others meanwhile`, value: advanced.stall, unit: 'ms', goal: goals.STALL },
]

export function speedRows({ provider, operation, speed, express, amongMany, p99, cpu }: Compared, many: number): Row[] {
  const what = `${provider}: ${NAMES[operation](provider)}`
  return [
    { what, value: speed, unit: '× bare', goal: goals.SPEED[operation], note: `Express: ${express.toPrecision(2)}` },
    {
      what: `${what}, among ${many.toLocaleString('en')}`,
      value: amongMany,
      unit: '× among 1,000',
      goal: goals.AMONG_MANY,
    },
    { what: `${what}, p99`, value: p99.few, unit: '× bare', note: `Express: ${p99.express.toPrecision(2)}` },
    {
      what: `${what}, processor time`,
      value: cpu.few,
      unit: 'µs a call',
      note: `among many: ${Math.round(cpu.many)}, bare: ${Math.round(cpu.bare)}, Express: ${Math.round(cpu.express)}`,
    },
  ]
}

export const copyRows = (provider: string, some: number, many: number, { fork, snapshot, restore }: Copied): Row[] => [
  ...(
    [
      ['some', some],
      ['many', many],
    ] as const
  ).map(([among, count]) => ({
    what: `${provider}: fork and first sends, among ${count.toLocaleString('en')}`,
    value: fork[among],
    unit: 'ms',
    goal: goals.FORK[among],
  })),
  {
    what: `${provider}: snapshot of ${many.toLocaleString('en')}, longest stretch`,
    value: snapshot.own,
    unit: 'ms',
    goal: goals.SNAPSHOT,
    note: `collector's longest pause: ${snapshot.pause.toPrecision(2)} ms; ${megabytes(snapshot.bytes)}`,
  },
  {
    what: `${provider}: restore of ${some.toLocaleString('en')}`,
    value: restore.ratio,
    unit: '× JSON.parse',
    goal: goals.RESTORE,
    note: megabytes(restore.bytes),
  },
]

const megabytes = (bytes: number): string => `${(bytes / 1e6).toPrecision(3)} MB`

export const filterRow = ({ provider, list, amongMany, cpu }: Filtered, many: number): Row => ({
  what: `${provider}: ${list}, among ${many.toLocaleString('en')}`,
  value: amongMany,
  unit: '× among 1,000',
  goal: goals.FILTER,
  note: `µs a call: ${Math.round(cpu.many)}, among 1,000: ${Math.round(cpu.few)}`,
})

export const searchRow = ({ provider, list, own }: Searched, many: number): Row => ({
  what: `${provider}: ${list}, among ${many.toLocaleString('en')}`,
  value: own,
  unit: 'ms',
  goal: goals.SEARCH,
})

export const toldRows = ({ provider, multi, broadcast }: Told, to: number): Row[] => [
  ...(multi
    ? [
        {
          what: `${provider}: a message of a hundred in one call`,
          value: multi.times,
          unit: '× send',
          goal: goals.MULTI,
          note: `µs: ${Math.round(multi.multi)}, by itself: ${Math.round(multi.send)}`,
        },
      ]
    : []),
  {
    what: `${provider}: a broadcast to ${to.toLocaleString('en')}, settled`,
    value: broadcast,
    unit: 's',
    goal: goals.BROADCAST,
  },
]

const NAMES: Record<Operation, (provider: string) => string> = {
  send: () => 'send',
  get: () => 'get by id',
  list: (provider) => `list of ${CLIENTS[provider]!({}).page}`,
}

import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { workspaceOf } from '../workspace/workspace.ts'

export const ARCHIVE_TYPES = ['message', 'run'] as const
export const PERIODS = ['daily', 'monthly'] as const

/**
 * What a workspace wrote down on a day or in a month of UTC that is long past. No archive is kept: which there are follows from
 * the time, and what lies in one is worked out when somebody asks.
 */
export interface Archive {
  type: (typeof ARCHIVE_TYPES)[number]
  period: (typeof PERIODS)[number]
  /** Its first moment, and the first after it; milliseconds since 1970. */
  from: number
  until: number
}

const DAY = 86_400_000

/** A day is put away once it is so long past, and a month with its last day. */
const AGE = 90 * DAY

/** All of a workspace, newest first: the months that are past, and the days of the one that is not all past. */
export function archivesOf(world: World): Archive[] {
  const ripe = world.now - AGE
  const created = Math.floor(workspaceOf(world).created_on / 1000)
  const archives: Archive[] = []
  let month = monthAfter(created, 0)
  for (let next = monthAfter(month, 1); next <= ripe; month = next, next = monthAfter(next, 1))
    for (const type of ARCHIVE_TYPES) archives.push({ type, period: 'monthly', from: month, until: next })
  for (let day = Math.max(month, dayOf(created)); day + DAY <= ripe; day += DAY)
    for (const type of ARCHIVE_TYPES) archives.push({ type, period: 'daily', from: day, until: day + DAY })
  return archives.toReversed()
}

/** The latest one of messages; this month's, which is none, where there is none yet. */
export const latestOf = (world: World): Archive =>
  archivesOf(world).find(({ type: of }) => of === 'message') ?? {
    type: 'message',
    period: 'monthly',
    from: monthAfter(world.now, 0),
    until: monthAfter(world.now, 1),
  }

/** The first moment of its day. */
export const dayOf = (time: number): number => time - (((time % DAY) + DAY) % DAY)

/** The first moment of so many months later. */
function monthAfter(time: number, months: number): number {
  const date = new Date(time)
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date.setUTCHours(0, 0, 0, 0)
}

const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** What its file is called: `message_D20260131.jsonl.gz` of a day, `message_M202601.jsonl.gz` of a month. */
export function fileName({ type, period, from }: Archive): string {
  const digits = dateOf(from).replaceAll('-', '')
  return `${type}_${period === 'daily' ? `D${digits}` : `M${digits.slice(0, 6)}`}.jsonl.gz`
}

const NAME = /^(?<type>message|run)_(?:D(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)|M(?<y>\d{4})(?<m>\d\d))\.jsonl\.gz$/

/** The archive whose file is called so, where there is one. */
export function archiveNamed(world: World, name: string): Archive | undefined {
  const parts = NAME.exec(name)?.groups
  if (!parts) return undefined
  const { year, month, day, y, m } = parts
  const from = Date.UTC(Number(year ?? y), Number(month ?? m) - 1, Number(day ?? 1))
  const period = day === undefined ? 'monthly' : 'daily'
  return archivesOf(world).find((one) => one.from === from && one.type === parts['type'] && one.period === period)
}

/** An archive and what came of writing its file. */
export interface WrittenArchive extends Archive {
  records: number
  size: number
  hash: string
  /** Empty where there is nothing in it. */
  url: string
}

const type = Type.Unsafe<Archive['type']>({ type: 'string', enum: [...ARCHIVE_TYPES] })

export const archiveView = viewOf<WrittenArchive>()('Archive', {
  archive_type: [type, (archive) => archive.type],
  type: [type, (archive) => archive.type],
  start_date: [
    Type.String({ format: 'date', description: 'The UTC date of the archive.' }),
    ({ from }) => dateOf(from),
  ],
  period: [Type.Unsafe<Archive['period']>({ type: 'string', enum: [...PERIODS] }), ({ period }) => period],
  record_count: [Type.Integer({ description: 'How many records are in it.' }), ({ records }) => records],
  size: [Type.Integer({ description: 'Bytes of its content, gzipped.' }), ({ size }) => size],
  hash: [Type.String({ description: 'MD5 of its content, gzipped.' }), ({ hash }) => hash],
  download_url: [
    Type.String({ description: "Where its content is, for a day of the world's time; empty where it holds nothing." }),
    ({ url }) => url,
  ],
})

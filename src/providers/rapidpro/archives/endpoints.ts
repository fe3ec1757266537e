import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import type { FieldValues } from '../../../http/field.ts'
import { Body, Reply } from '../../../http/message.ts'
import { Problem } from '../../../http/problem.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { endpoint } from '../dialect/endpoints.ts'
import { choiceFilter, textFilter, timeFilters } from '../dialect/filters.ts'
import { offsetPageOf, offsetPageSchema, offsetParameters } from '../dialect/offset-paging.ts'
import { integerOf } from '../dialect/python.ts'
import { bucketAddress, bucketOf } from '../media/bucket.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import {
  ARCHIVE_TYPES,
  type Archive,
  PERIODS,
  archiveNamed,
  archiveView,
  archivesOf,
  dayOf,
  fileName,
  latestOf,
} from './archive.ts'
import { archiveFile, measure } from './archive-file.ts'
import { settled } from '../../../core/settled.ts'

const tag = 'Archives'

/** An address holds for so long, seconds. */
const HOLDS = 86_400

const expiryIn = ({ now }: World): number => Math.floor(now / 1000) + HOLDS

const filters = {
  archive_type: choiceFilter(ARCHIVE_TYPES, 'Only archives of messages, or of runs.'),
  type: choiceFilter(ARCHIVE_TYPES, 'The same under its newer name.'),
  period: choiceFilter(PERIODS, 'Only archives of days, or of months; other words filter nothing.'),
  ...timeFilters('start_date'),
}

export const listArchives = endpoint({
  id: 'rapidpro.listArchives',
  method: 'get',
  path: '/api/v2/archives.json',
  summary:
    'Lists archives of messages and runs, newest first: days from 90 days of age on, and months once all of their days are.',
  tag,
  scope: 'v2',
  query: { ...filters, ...offsetParameters },
  returns: offsetPageSchema(archiveView.schema),
  async handle(call) {
    const { world, request } = call
    const sight = settled(world)
    const bucket = bucketAddress(call)
    const found = archivesOf(world).filter(asked(call))
    return offsetPageOf(call, found, async (archive) => {
      request.signal?.throwIfAborted()
      const measured = await measure(archiveFile(sight, archive, bucket))
      const url = `${bucket}/archives/${workspaceOf(world).number}/${fileName(archive)}?expires=${expiryIn(world)}`
      return archiveView.json({ ...archive, ...measured, url: measured.records > 0 ? url : '' }, world)
    })
  },
})

/** What the filters ask for. Times count as days. */
function asked({ query: { archive_type, type, period, before, after } }: RapidproCall<FieldValues<typeof filters>>) {
  const wanted = PERIODS.find((one) => one === period)
  return (one: Archive): boolean =>
    [archive_type, type].every((word) => word === undefined || word === one.type) &&
    (wanted === undefined || wanted === one.period) &&
    (before === undefined || one.from <= dayOf(before / 1000)) &&
    (after === undefined || one.from >= dayOf(after / 1000))
}

export const getArchiveFile = endpoint({
  id: 'rapidpro.getArchiveFile',
  method: 'get',
  path: '/media/{bucket}/archives/{org}/{archive}',
  summary: 'The content of an archive: gzipped text, one JSON object a line.',
  tag,
  query: { expires: textFilter('Until when the address holds, UNIX seconds.') },
  returns: Type.String({ format: 'binary' }),
  returnsMedia: ['application/gzip'],
  open: true,
  example: (demo) => ({
    path: { org: String(workspaceOf(demo).number), archive: fileName(latestOf(demo)) },
    query: { expires: String(expiryIn(demo)) },
  }),
  handle({ found, params, query: { expires = '' }, request }) {
    const archive = found && params['bucket'] === bucketOf(found) ? archiveNamed(found, params['archive']!) : undefined
    if (!found || !archive) throw new Problem('unknown_path')
    if ((integerOf(expires) ?? 0) * 1000 < found.now) throw new Problem('forbidden', 'Request has expired')
    const content = archiveFile(settled(found), archive, `${request.origin}/media/${bucketOf(found)}`)
    return new Reply(200, new Body('application/gzip', content), { 'content-disposition': 'attachment' })
  },
})

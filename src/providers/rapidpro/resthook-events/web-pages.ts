import * as Type from 'typebox'
import { nearest } from '../../../core/nearest.ts'
import { Refusal } from '../../../core/refusal.ts'
import type { World } from '../../../core/world.ts'
import { latest } from '../../../http/example.ts'
import { text } from '../../../http/strict-fields.ts'
import { viewOf } from '../../../http/view.ts'
import { webPages } from '../../../http/web-app.ts'
import { numberOf, uuidOf } from '../dialect/ids.ts'
import { type Resthook, resthookRows, resthooks } from '../resthooks/resthook.ts'
import { type Run, runRows, runs } from '../runs/run.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import { type ResthookEvent, forgottenBefore, resthookEventRows, resthookEventView } from './resthook-event.ts'
import { sendEvent } from './send-event.ts'

const eventPageView = viewOf<ResthookEvent>()('Resthook event on its page', {
  id: [Type.String(), ({ id }) => id],
  ...resthookEventView.members,
})

/** Nobody makes them by hand in the service: there they come of flows. */
export const resthookEventPages = webPages({
  noun: 'resthook event',
  nouns: 'resthook events',
  view: eventPageView,
  rows: (world: World) =>
    resthookEventRows(world)
      .all()
      .filter(({ created_on }) => created_on >= forgottenBefore(world)),
  create: {
    description:
      'Lets a run reach a resthook, as its flow would: the event is kept for 48 hours, and each subscriber is called with it. One who answers 410 is called no more.',
    body: {
      resthook: text('The slug of the resthook.', { min: 1, max: 50 }),
      run: text('The uuid of the run.', { min: 1, max: 36 }),
    },
    example: (demo) => ({
      resthook: latest(demo, resthooks),
      run: uuidOf(Number(latest(demo, runs)), workspaceOf(demo).run_uuids),
    }),
    make: (world, { resthook, run }) => sendEvent(world, resthookOf(world, resthook).id, runOf(world, run)),
  },
})

/** @throws Refusal where there is none of that slug */
function resthookOf(world: World, slug: string): Resthook {
  const rows = resthookRows(world)
  const resthook = rows.get(slug)
  if (resthook) return resthook
  const [meant] = nearest(
    slug,
    rows.all().map(({ id }) => id),
  )
  throw new Refusal(
    'unknown',
    `There is no resthook "${slug}". ${meant === undefined ? 'There are none at all.' : `Did you mean "${meant}"?`}`,
  )
}

/** @throws Refusal where there is none of that uuid */
function runOf(world: World, uuid: string): Run {
  const { run_uuids } = workspaceOf(world)
  const number = numberOf(uuid, run_uuids)
  const run = number === undefined ? undefined : runRows(world).get(String(number))
  if (run) return run
  const newest = runRows(world).all().at(-1)
  const hint = newest
    ? `The newest is "${uuidOf(Number(newest.id), run_uuids)}".`
    : 'There are none at all: start somebody in a flow.'
  throw new Refusal('unknown', `There is no run "${uuid}". ${hint}`)
}

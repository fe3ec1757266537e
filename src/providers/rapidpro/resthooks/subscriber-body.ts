import type { RapidproCall } from '../dialect/caller.ts'
import { judged, refuse, text } from '../dialect/fields.ts'
import { webAddress } from '../dialect/web-address.ts'
import { type Resthook, resthookRows } from './resthook.ts'
import { subscriberRows } from './subscriber.ts'

/** What is written of a subscriber. The slug has to be written as it is: in upper case there is none. */
export const subscriberBody = {
  resthook: judged(
    text(),
    (slug, path, issues, { world }): Resthook =>
      resthookRows(world).get(slug) ?? refuse(issues, path, `No resthook with slug: ${slug}`),
  ),
  target_url: webAddress(),
}

/** An address hears of a resthook once. */
export const subscriberRule = ({
  world,
  body: { resthook, target_url },
}: RapidproCall<unknown, { resthook: Resthook; target_url: string }>): string | undefined =>
  subscriberRows(world)
    .by('resthook', resthook.id)
    .some((row) => row.target_url === target_url)
    ? 'URL is already subscribed to this event.'
    : undefined

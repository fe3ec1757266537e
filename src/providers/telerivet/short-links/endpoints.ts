import { latest } from '../../../http/example.ts'
import { Reply } from '../../../http/message.ts'
import { Problem } from '../../../http/problem.ts'
import { endpoint } from '../dialect/endpoints.ts'
import { emptySchema } from '../dialect/schemas.ts'
import { openLink } from './open-link.ts'
import { shortLinks } from './short-link.ts'

/** What happens when somebody clicks. */
export const shortLinkEndpoints = [
  endpoint({
    id: 'telerivet.openShortLink',
    method: 'get',
    path: '/rvt.me/{short_link}',
    summary: 'Follows a short link, as whoever got the message does: https://rvt.me/… is at /rvt.me/….',
    description: 'The first click on a message moves its time_clicked, and the clicked_count of its broadcast.',
    tag: 'Short links',
    open: true,
    status: 302,
    returns: null,
    alsoReturns: { 200: emptySchema },
    example: (world) => ({ path: { short_link: latest(world, shortLinks) } }),
    handle({ found, params }) {
      const destination = found && openLink(found, params['short_link']!)
      if (destination === undefined)
        throw new Problem('not_found', 'There is no such short link, or it does not lead anywhere any more.')
      // Whoever triggers a service stays where they are.
      if (destination === null) return new Reply(200, {})
      return new Reply(302, null, { location: asHeader(destination) })
    },
  }),
]

/** A header holds no more than ASCII: what is beyond is escaped as in an address, and what is escaped already stays. */
const asHeader = (destination: string): string =>
  destination.replace(/[^\x21-\x7e]+/g, (others) =>
    Array.from(Buffer.from(others), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  )

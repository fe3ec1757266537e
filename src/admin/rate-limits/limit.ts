import * as Type from 'typebox'
import type { RateLimit } from '../../http/rate-limits/rate-limit.ts'
import { callsIn, countOf } from '../../http/rate-limits/window.ts'
import { viewOf } from '../../http/view.ts'

/** How a rate limit looks at a moment of the world's clock. */
export const limitView = viewOf<RateLimit, number>()('Rate limit', {
  id: [Type.String(), ({ id }) => id],
  match: [Type.String(), ({ match }) => match],
  limit: [Type.Integer(), ({ limit }) => limit],
  window: [Type.Number({ description: "Seconds of the world's clock." }), ({ window }) => window],
  used: [
    Type.Integer({ description: 'Calls in the window now.' }),
    (limit, _world, now) => countOf(callsIn(limit, now)),
  ],
})

import * as Type from 'typebox'
import { toAddress } from '../../core/network/address.ts'
import { type Text, textsOf } from '../../core/network/texts.ts'
import { type Slices, inSlices } from '../../core/slices.ts'
import type { World } from '../../core/world.ts'
import { jsonList, jsonObject } from '../../http/json-text.ts'
import { SOMEBODY } from '../../http/example.ts'
import { endpoint } from '../dialect/index.ts'
import { goesOn, limitField } from '../dialect/paging.ts'
import { inWorld, worldOf } from '../worlds/world.ts'
import { type Criteria, afterField, criteriaFields, criteriaOf, missed } from './criteria.ts'
import { messageView } from './message.ts'
import { showMessages } from './show-messages.ts'

const listMessages = endpoint({
  id: 'admin.listMessages',
  method: 'get',
  path: `${inWorld}/messages`,
  tag: 'Messages',
  summary: 'All texts of all platforms in one shape, both directions, in the order in which they were sent or written.',
  description:
    'What the platforms have made of them stands in their own APIs. Calls, reports and webhooks are shown as far as the journal, which keeps its last 10,000 entries, still knows them.',
  query: {
    ...criteriaFields,
    after: afterField,
    limit: limitField,
  },
  returns: Type.Object({
    messages: Type.Array(messageView.schema),
    after: Type.Integer({ description: 'Give it as `after`, and the texts that follow come.' }),
    more: Type.Boolean({ description: 'Whether there are further ones already.' }),
  }),
  example: () => ({ query: { phone: SOMEBODY, direction: 'outbound' } }),
  async handle(call) {
    const world = worldOf(call)
    const { simulator } = call.caller
    const { after, limit, ...given } = call.query
    const criteria = await criteriaOf(given, simulator.providers)
    const found = await inSlices(search(world, criteria, after, limit + 1), () => simulator.breathe())
    const messages = showMessages(world, found.slice(0, limit))
    return jsonObject({ messages: jsonList(messages), ...goesOn(world, found, messages.length) })
  },
})

/** At most so many texts that meet the criteria, in their order. Patterns may take long: a slice is one text. */
function* search(world: World, criteria: Criteria, after: number, most: number): Slices<Text[]> {
  const found: Text[] = []
  const person = criteria.phone === undefined ? undefined : toAddress(criteria.phone)
  for (const text of textsOf(world.store, { after, person })) {
    if (missed(text, criteria).length === 0 && found.push(text) === most) break
    yield
  }
  return found
}

export const messageEndpoints = [listMessages]

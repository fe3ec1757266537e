import { Type } from '@sinclair/typebox'
import type { World } from '../../../core/world.ts'
import { optional, withDefault } from '../../../http/field.ts'
import { choice, list, number, text, webAddress } from '../../../http/strict-fields.ts'
import { viewOf } from '../../../http/view.ts'
import { webPages } from '../../../http/web-app.ts'
import { isCountry } from '../../../standards/countries.ts'
import { orNull } from '../dialect/endpoints.ts'
import { SCHEMES } from '../dialect/urns.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import { type Channel, SEND_METHODS, activeChannels, channelView } from './channel.ts'
import { createChannel } from './create-channel.ts'
import { releaseChannel } from './release-channel.ts'

const NOT_YET = 'Kept, and not called yet: until then messages go to the handsets.'

const channelPageView = viewOf<Channel>()('Channel on its page', {
  ...channelView.members,
  schemes: [Type.Array(Type.String()), ({ schemes }) => schemes],
  send_url: [
    orNull(Type.String({ description: `Where messages are sent. ${NOT_YET}` })),
    ({ send }) => send && send.url,
  ],
  send_method: [orNull(Type.String()), ({ send }) => send && send.method],
  send_body: [orNull(Type.String()), ({ send }) => send && send.body],
  content_type: [orNull(Type.String()), ({ send }) => send && send.content_type],
  max_length: [orNull(Type.Integer()), ({ send }) => send && send.max_length],
  response_check: [orNull(Type.String()), ({ send }) => send && send.response_check],
})

/** What the page fills in where nothing is said. */
const BODY =
  'id={{id}}&text={{text}}&to={{to}}&to_no_plus={{to_no_plus}}&from={{from}}&from_no_plus={{from_no_plus}}&channel={{channel}}'

/** Channels are added and removed on the web pages alone; the API lists them. */
export const channelPages = webPages({
  noun: 'channel',
  nouns: 'channels',
  view: channelPageView,
  rows: (world: World) => activeChannels(world),
  create: {
    description: `It sends and receives at its address from then on. The address to send to, and how, is kept and not called yet: until then messages go to the handsets.`,
    body: {
      address: text('A phone number, short code or other address; nobody else in the world receives there.', {
        max: 255,
        pattern: /\S/,
      }),
      name: withDefault(text('What it is called.', { min: 1, max: 64 }), 'Channel'),
      type: withDefault(text('external, or the kind of aggregator; an open list.', { min: 1, max: 64 }), 'external'),
      country: optional(
        text("ISO 3166-1 alpha-2; the workspace's unless given.", {
          pattern: /^[A-Z]{2}$/,
          known: { is: isCountry, what: 'a country of ISO 3166-1, such as RW' },
        }),
      ),
      schemes: withDefault(
        list('Schemes of the URNs that it reaches.', choice('One of them.', SCHEMES), { min: 1, max: SCHEMES.length }),
        ['tel' as const],
      ),
      send_url: optional(webAddress('Where an external channel sends messages.')),
      send_method: withDefault(choice('How.', SEND_METHODS), 'POST'),
      send_body: withDefault(text('What: a template of {{id}}, {{text}}, {{to}} and so on.', { max: 10_000 }), BODY),
      content_type: withDefault(text('Of what is sent.', { max: 255 }), 'application/x-www-form-urlencoded'),
      max_length: withDefault(number('Longer messages are sent in parts.', { whole: true, min: 1, max: 6400 }), 160),
      response_check: optional(text('What a good answer holds.', { min: 1 })),
    },
    example: () => ({ name: 'Second line', address: '+250780000002', send_url: 'http://127.0.0.1:8080/send' }),
    make(world, { country, send_url, send_method, send_body, content_type, max_length, response_check, ...asked }) {
      return createChannel(world, {
        ...asked,
        country: country ?? (workspaceOf(world).country || null),
        send:
          send_url === undefined
            ? null
            : {
                url: send_url,
                method: send_method,
                body: send_body,
                content_type,
                max_length,
                response_check: response_check ?? null,
              },
      })
    },
  },
  remove: {
    description:
      'Nobody receives at its address any more, and what it had not handed over fails. Messages that it carried still name it.',
    discard: releaseChannel,
  },
})

import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import { optional, withDefault } from '../../../http/field.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { choice, list, text, yesOrNo } from '../../../http/strict-fields.ts'
import { viewOf } from '../../../http/view.ts'
import { webPages } from '../../../http/web-app.ts'
import { isCountry } from '../../../standards/countries.ts'
import { SCHEMES } from '../dialect/urns.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import { appliedTo, changeChannel } from './change-channel.ts'
import { ANDROID, type Channel, EXTERNAL, activeChannels, channelView } from './channel.ts'
import { createChannel } from './create-channel.ts'
import { SILENT, deviceField } from './device.ts'
import { releaseChannel } from './release-channel.ts'
import { sendFields, sendMembers } from './send-settings.ts'

const channelPageView = viewOf<Channel>()('Channel on its page', {
  ...channelView.members,
  schemes: [Type.Array(Type.String()), ({ schemes }) => schemes],
  sends: [Type.Boolean(), ({ sends }) => sends],
  international: [Type.Boolean(), ({ international }) => international],
  prefixes: [Type.Array(Type.String()), ({ prefixes }) => prefixes],
  ...sendMembers,
})

const anyName = text('What it is called.', { min: 1, max: 64 })

const fields = {
  sends: optional(yesOrNo('Whether messages go out by it, and are not only received.')),
  international: optional(yesOrNo('Whether messages to numbers of other countries go out by it.')),
  prefixes: optional(
    list(
      'What the numbers that it is for begin with; its own number unless given.',
      text('Digits, without a plus.', { max: 20, pattern: /^\d+$/ }),
      { max: 100 },
    ),
  ),
  device: optional(deviceField),
  ...sendFields,
}

/** Channels are added and removed on the web pages alone; the API lists them. */
export const channelPages = webPages({
  noun: 'channel',
  nouns: 'channels',
  view: channelPageView,
  rows: (world: World) => activeChannels(world),
  create: {
    description:
      'It sends and receives at its address from then on. An external one calls `send_url` for each message; without it, and for all other types, the handsets are at the other end.',
    body: {
      address: text('A phone number, short code or other address; nobody else in the world receives there.', {
        max: 255,
        pattern: /\S/,
      }),
      name: withDefault(anyName, 'Channel'),
      type: withDefault(
        text('external, android, or the kind of aggregator; an open list.', { min: 1, max: 64 }),
        EXTERNAL,
      ),
      country: optional(
        text("ISO 3166-1 alpha-2; of one for phone numbers the workspace's unless given, else none.", {
          pattern: /^[A-Z]{2}$/,
          known: { is: isCountry, what: 'a country of ISO 3166-1, such as RW' },
        }),
      ),
      schemes: optional(
        list(
          'Schemes of the URNs that it reaches; the one that is called as its type is, else tel.',
          choice('One of them.', SCHEMES),
          { min: 1, max: SCHEMES.length },
        ),
      ),
      ...fields,
    },
    example: () => ({ name: 'Second line', address: '+250780000002', send_url: 'http://127.0.0.1:8080/send' }),
    make(world, { address, name, type, country, schemes: reached, sends, international, prefixes, ...asked }) {
      const schemes = reached ?? [SCHEMES.find((scheme) => scheme === type) ?? 'tel']
      const fresh = { type, send: null, device: type === ANDROID ? SILENT : null, last_seen: null }
      return createChannel(world, {
        address,
        name,
        type,
        schemes,
        country: country ?? ((schemes.includes('tel') && workspaceOf(world).country) || null),
        ...(sends !== undefined && { sends }),
        ...(international !== undefined && { international }),
        ...(prefixes !== undefined && { prefixes }),
        ...appliedTo(world, fresh, asked),
      })
    },
  },
  change: {
    description:
      'Messages that are handed over from then on go where it says. Whatever is said of the phone behind an Android channel it says by calling in, which is when it was last seen.',
    body: { name: optional(anyName), ...fields },
    example: () => ({ name: 'Main line, moved' }),
    apply: changeChannel,
  },
  remove: {
    description:
      'Nobody receives at its address any more, and what it had not handed over fails. Messages that it carried still name it.',
    discard: (world, channel) => inSlicesOf(world, releaseChannel(world, channel)),
  },
})

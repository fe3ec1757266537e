import { Refusal } from '../../../core/refusal.ts'
import { didYouMean } from '../../../core/nearest.ts'
import type { JsonObject } from '../../../core/json.ts'
import type { World } from '../../../core/world.ts'
import { SOMEBODY } from '../../../http/example.ts'
import { optional } from '../../../http/field.ts'
import { anything, choice, mapOf, moment, text } from '../../../http/strict-fields.ts'
import { webPages } from '../../../http/web-app.ts'
import { type Channel, activeChannel, activeChannels } from '../channels/channel.ts'
import { createContact } from '../contacts/change-contact.ts'
import { contactByIdentity } from '../contacts/find-contact.ts'
import { identityOf, validUrn } from '../dialect/urns.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import { TYPES, channelEventRows, channelEventView } from './channel-event.ts'
import { keepChannelEvent } from './keep-channel-event.ts'

/** Calls, referrals and the like come by channels of other services; here they are let happen. */
export const channelEventPages = webPages({
  noun: 'channel event',
  nouns: 'channel events',
  view: channelEventView,
  rows: (world: World) => channelEventRows(world).all().toArray(),
  create: {
    description:
      'It happens now: whoever is unknown becomes a contact, whoever calls or comes by a referral has been heard of by that channel, and `stop-contact` stops the contact.',
    body: {
      type: choice('What happened.', TYPES),
      urn: text('Whom it happened with, such as `tel:+12065550101`.', { min: 1, max: 255 }),
      channel: optional(text('The uuid of the channel; the first one that knows the scheme unless given.')),
      extra: optional(
        mapOf('What comes with it, such as the `referrer_id` of a referral.', anything('Any JSON value.'), {
          names: /^[\s\S]{1,64}$/,
        }),
      ),
      occurred_on: optional(moment('When it happened; now unless given.')),
    },
    example: () => ({ type: 'call-in-missed', urn: `tel:${SOMEBODY}` }),
    make(world, { type, urn: written, channel: uuid, extra, occurred_on }) {
      const parsed = validUrn(written, workspaceOf(world).country)
      if (!parsed)
        throw new Refusal(
          'illegal',
          `"${written}" is no URN. Write a scheme, a colon and the rest, such as tel:${SOMEBODY}.`,
        )
      const channel = channelOf(world, uuid, parsed.scheme)
      const urn = identityOf(parsed)
      const contact = contactByIdentity(world, urn) ?? createContact(world, {}, [urn])
      return keepChannelEvent(world, {
        type,
        contact: contact.id,
        urn,
        channel: channel.id,
        extra: (extra as JsonObject | undefined) ?? null,
        ...(occurred_on !== undefined && { occurred_on: occurred_on * 1000 }),
      })
    },
  },
})

/** @throws Refusal where there is none, or it does not know the scheme */
function channelOf(world: World, uuid: string | undefined, scheme: string): Channel {
  const all = activeChannels(world)
  const channel = uuid === undefined ? all.find(({ schemes }) => schemes.includes(scheme)) : activeChannel(world, uuid)
  if (!channel)
    throw new Refusal(
      'unknown',
      uuid === undefined
        ? `No channel of this world knows the scheme "${scheme}". Add one on the page of channels.`
        : `There is no channel "${uuid}". ${didYouMean(
            uuid,
            all.map(({ id }) => id),
          )}`,
    )
  if (!channel.schemes.includes(scheme))
    throw new Refusal(
      'illegal',
      `The channel "${channel.name}" knows ${channel.schemes.join(', ')}, and not "${scheme}".`,
    )
  return channel
}

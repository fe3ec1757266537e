import { keepChannelEvent } from '../channel-events/keep-channel-event.ts'
import { SOMEBODY } from '../../../http/example.ts'
import { createContact } from '../contacts/change-contact.ts'
import { contactByIdentity } from '../contacts/find-contact.ts'
import { formatTime } from '../dialect/times.ts'
import { senderUrn } from './sender-urn.ts'
import { type Action, lacks, words } from './gateway-form.ts'
import { senderAddress } from './sender-address.ts'

/** The form of `receive` knows the person under a second name; this one does not. */
export const stop: Action = {
  summary:
    'An aggregator says that a person wants no more messages; whoever is unknown becomes a contact who has stopped.',
  parameters: { from: words('The number of the person.') },
  example: () => ({ from: SOMEBODY }),
  take: (world, channel, { from }) => {
    if (!from) throw lacks('stopContactForm', 'From')
    const urn = senderUrn(senderAddress(from, channel), channel)!
    const contact = contactByIdentity(world, urn) ?? createContact(world, {}, [urn])
    const event = keepChannelEvent(world, { type: 'stop-contact', contact: contact.id, urn, channel: channel.id })
    return [
      'Event Accepted',
      {
        type: 'event',
        channel_uuid: channel.id,
        event_type: 'stop_contact',
        urn,
        received_on: formatTime(event.occurred_on),
      },
    ]
  },
}

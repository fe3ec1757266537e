import { SOMEBODY } from '../../../http/example.ts'
import { changeContact } from '../contacts/change-contact.ts'
import { contactByIdentity } from '../contacts/find-contact.ts'
import { formatTime, moment } from '../dialect/times.ts'
import { senderUrn } from '../messages/receive-message.ts'
import { type Action, lacks, words } from './gateway-form.ts'
import { senderAddress } from './sender-address.ts'

/** The form of `receive` knows the person under a second name; this one does not. */
export const stop: Action = {
  summary: 'An aggregator says that a person wants no more messages.',
  parameters: { from: words('The number of the person.') },
  example: () => ({ from: SOMEBODY }),
  take: (world, channel, { from }) => {
    if (!from) throw lacks('stopContactForm', 'From')
    const urn = senderUrn(senderAddress(from, channel), channel.country ?? '')
    const contact = contactByIdentity(world, urn)
    if (contact?.status === 'active') changeContact(world, contact, { status: 'stopped' })
    return [
      'Event Accepted',
      {
        type: 'event',
        channel_uuid: channel.id,
        event_type: 'stop_contact',
        urn,
        received_on: formatTime(moment(world)),
      },
    ]
  },
}

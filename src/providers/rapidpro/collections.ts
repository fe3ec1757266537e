import { broadcasts } from './broadcasts/broadcast.ts'
import { channels } from './channels/channel.ts'
import { contactUrns, contacts } from './contacts/contact.ts'
import { contactFields } from './fields/contact-field.ts'
import { groups } from './groups/group.ts'
import { media } from './media/media.ts'
import { messages } from './messages/message.ts'
import { tokens } from './tokens/token.ts'
import { workspaces } from './workspace/workspace.ts'

/** All that this provider keeps in a world. */
export const collections = [
  workspaces,
  tokens,
  channels,
  groups,
  contactFields,
  contacts,
  contactUrns,
  media,
  broadcasts,
  messages,
]

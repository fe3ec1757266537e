import { accounts } from './account/account.ts'
import { applications } from './applications/application.ts'
import { media } from './media/media.ts'
import { conversations } from './messages/open-conversation.ts'
import { messages } from './messages/message.ts'
import { optOuts } from './messages/opt-out.ts'
import { numbers } from './numbers/number.ts'
import { stickies } from './powerpacks/pick-number.ts'
import { powerpacks } from './powerpacks/powerpack.ts'
import { subaccounts } from './subaccounts/subaccount.ts'

/** All that this provider keeps in a world. */
export const collections = [
  accounts,
  subaccounts,
  applications,
  numbers,
  powerpacks,
  stickies,
  media,
  messages,
  conversations,
  optOuts,
]

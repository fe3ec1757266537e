import { boundaryAliases } from './boundaries/boundary-alias.ts'
import { broadcasts } from './broadcasts/broadcast.ts'
import { campaignEvents } from './campaign-events/campaign-event.ts'
import { fires } from './campaign-events/fire.ts'
import { campaigns } from './campaigns/campaign.ts'
import { channelEvents } from './channel-events/channel-event.ts'
import { channels } from './channels/channel.ts'
import { classifiers } from './classifiers/classifier.ts'
import { contactUrns, contacts } from './contacts/contact.ts'
import { contactFields } from './fields/contact-field.ts'
import { globals } from './globals/global.ts'
import { flowLabels } from './flows/flow-label.ts'
import { flows } from './flows/flow.ts'
import { groups } from './groups/group.ts'
import { labels } from './labels/label.ts'
import { media } from './media/media.ts'
import { messages } from './messages/message.ts'
import { runs } from './runs/run.ts'
import { flowStarts } from './starts/flow-start.ts'
import { optIns } from './optins/optin.ts'
import { teams } from './teams/team.ts'
import { templates } from './templates/template.ts'
import { tickets } from './tickets/ticket.ts'
import { resthookEvents } from './resthook-events/resthook-event.ts'
import { resthooks } from './resthooks/resthook.ts'
import { subscribers } from './resthooks/subscriber.ts'
import { tokens } from './tokens/token.ts'
import { topics } from './topics/topic.ts'
import { triggers } from './triggers/trigger.ts'
import { users } from './users/user.ts'
import { workspaces } from './workspace/workspace.ts'

/** All that this provider keeps in a world. */
export const collections = [
  workspaces,
  teams,
  users,
  tokens,
  channels,
  groups,
  contactFields,
  globals,
  labels,
  contacts,
  contactUrns,
  media,
  broadcasts,
  messages,
  boundaryAliases,
  channelEvents,
  classifiers,
  templates,
  optIns,
  topics,
  tickets,
  flowLabels,
  flows,
  runs,
  campaigns,
  campaignEvents,
  fires,
  triggers,
  flowStarts,
  resthooks,
  subscribers,
  resthookEvents,
]

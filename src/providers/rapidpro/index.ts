import type { Provider } from '../../http/api.ts'
import { createBroadcast, listBroadcasts } from './broadcasts/endpoints.ts'
import { STEP, connectBroadcasts } from './broadcasts/send-broadcast.ts'
import { listChannelEvents } from './channel-events/endpoints.ts'
import { channelEventPages } from './channel-events/web-pages.ts'
import { activeChannels } from './channels/channel.ts'
import { listChannels } from './channels/endpoints.ts'
import { gatewayEndpoints } from './channels/gateway-endpoints.ts'
import { channelPages } from './channels/web-pages.ts'
import { actOnContacts } from './contacts/action-endpoints.ts'
import { listOptIns, writeOptIn } from './optins/endpoints.ts'
import { listTemplates } from './templates/endpoints.ts'
import { templatePages } from './templates/web-pages.ts'
import { listClassifiers } from './classifiers/endpoints.ts'
import { classifierPages } from './classifiers/web-pages.ts'
import { EVALUATE, connectEvaluations } from './contacts/run-evaluation.ts'
import { deleteContact, listContacts, writeContact } from './contacts/endpoints.ts'
import { contactPages } from './contacts/web-pages.ts'
import { incoming } from './channels/change-incoming.ts'
import { collections } from './collections.ts'
import { consequences, events } from './consequences.ts'
import { deleteCampaignEvent, listCampaignEvents, writeCampaignEvent } from './campaign-events/endpoints.ts'
import { FIRE } from './campaign-events/fire.ts'
import { SCHEDULE, connectCampaigns } from './campaign-events/run-fires.ts'
import { firePages } from './campaign-events/web-pages.ts'
import { listCampaigns, writeCampaign } from './campaigns/endpoints.ts'
import { campaignPages } from './campaigns/web-pages.ts'
import { getDefinitions } from './definitions/endpoints.ts'
import { dialect } from './dialect/dialect.ts'
import { listEndpoints, showDocumentation, showExplorer, showOverview } from './documentation/endpoints.ts'
import { listFlows } from './flows/endpoints.ts'
import { flowPages } from './flows/web-pages.ts'
import { credentialsOf, furnish } from './furnish.ts'
import { listFields, writeField } from './fields/endpoints.ts'
import { listGlobals, writeGlobal } from './globals/endpoints.ts'
import { deleteGroup, listGroups, writeGroup } from './groups/endpoints.ts'
import { groupPages } from './groups/web-pages.ts'
import { deleteLabel, listLabels, writeLabel } from './labels/endpoints.ts'
import { actOnMessages } from './messages/action-endpoints.ts'
import { createMessage, listMessages } from './messages/endpoints.ts'
import { getMediaFile, uploadMedia } from './media/endpoints.ts'
import { bucketOf } from './media/bucket.ts'
import { mediaParameters } from './media/media.ts'
import { followAnswer } from './messages/follow-answer.ts'
import { HAND_OVER, connectHandOvers } from './messages/submit-to-aggregator.ts'
import { RETRY, connectRetries } from './messages/track-delivery.ts'
import { getStatistics } from './statistics/endpoints.ts'
import { listResthookEvents } from './resthook-events/endpoints.ts'
import { resthookEventPages } from './resthook-events/web-pages.ts'
import { followSubscriber } from './resthooks/follow-answer.ts'
import { listResthooks } from './resthooks/endpoints.ts'
import {
  createResthookSubscriber,
  deleteResthookSubscriber,
  listResthookSubscribers,
} from './resthooks/subscriber-endpoints.ts'
import { resthookPages } from './resthooks/web-pages.ts'
import { RESTHOOK } from './resthooks/subscriber.ts'
import { INTERRUPT, connectInterruptions } from './runs/end-flow.ts'
import { EXPIRE, connectExpiries } from './runs/end-run.ts'
import { listRuns } from './runs/endpoints.ts'
import { createFlowStart, listFlowStarts } from './starts/endpoints.ts'
import { START, connectStarts } from './starts/run-start.ts'
import { tokenKeys, tokenView, tokens } from './tokens/token.ts'
import { tokenPages } from './tokens/web-pages.ts'
import { fileName, latestOf } from './archives/archive.ts'
import { getArchiveFile, listArchives } from './archives/endpoints.ts'
import { listBoundaries } from './boundaries/endpoints.ts'
import { boundaryPages } from './boundaries/web-pages.ts'
import { teamPages } from './teams/web-pages.ts'
import { actOnTickets } from './tickets/action-endpoints.ts'
import { listTickets } from './tickets/endpoints.ts'
import { ticketPages } from './tickets/web-pages.ts'
import { listTopics, writeTopic } from './topics/endpoints.ts'
import { listUsers } from './users/endpoints.ts'
import { userPages } from './users/web-pages.ts'
import { getOrg, getWorkspace } from './workspace/endpoints.ts'
import { workspacePages } from './workspace/web-pages.ts'

const HOUR = 3600

/** RapidPro, by its API v2 and by the gateway that its external channels talk to. */
export const rapidpro: Provider = {
  name: 'rapidpro',
  title: 'RapidPro API v2',
  description:
    'Contacts, messages and broadcasts of a workspace. Give a key as `Authorization: Token <key>`. Lists come in pages of 250, newest first.',
  version: 'v2',
  bases: ['/api/v2', '/c/ex', '/handlers/external', '/media'],
  hosts: ['rapidpro.io', 'app.rapidpro.io', 'textit.com'],
  basePath: '/api/v2',
  endpoints: [
    getWorkspace,
    getOrg,
    listChannels,
    listChannelEvents,
    listClassifiers,
    listTemplates,
    listOptIns,
    writeOptIn,
    listContacts,
    writeContact,
    deleteContact,
    actOnContacts,
    listFields,
    writeField,
    listGroups,
    writeGroup,
    deleteGroup,
    listLabels,
    writeLabel,
    deleteLabel,
    listGlobals,
    writeGlobal,
    listMessages,
    createMessage,
    actOnMessages,
    getStatistics,
    listBroadcasts,
    createBroadcast,
    uploadMedia,
    getMediaFile,
    listTickets,
    actOnTickets,
    listTopics,
    writeTopic,
    listUsers,
    listBoundaries,
    listArchives,
    getArchiveFile,
    listFlows,
    getDefinitions,
    listCampaigns,
    writeCampaign,
    listCampaignEvents,
    writeCampaignEvent,
    deleteCampaignEvent,
    listRuns,
    listFlowStarts,
    createFlowStart,
    listResthooks,
    listResthookEvents,
    listResthookSubscribers,
    createResthookSubscriber,
    deleteResthookSubscriber,
    listEndpoints,
    showOverview,
    showExplorer,
    showDocumentation,
    ...gatewayEndpoints,
  ],
  collections,
  webPages: [
    workspacePages,
    userPages,
    teamPages,
    channelPages,
    contactPages,
    groupPages,
    channelEventPages,
    classifierPages,
    templatePages,
    tokenPages,
    ticketPages,
    boundaryPages,
    flowPages,
    campaignPages,
    firePages,
    resthookPages,
    resthookEventPages,
  ],
  jobs: [STEP, HAND_OVER, RETRY, START, EXPIRE, INTERRUPT, SCHEDULE, FIRE, EVALUATE],
  dialect,
  security: {
    token: {
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
      description: 'The word Token, a space, and the key.',
      'x-textbed': { provider: 'rapidpro', value: 'Token {token}' },
    },
    basic: {
      type: 'http',
      scheme: 'basic',
      description: "The e-mail address of the key's owner, and the key as password.",
    },
  },
  pathParameters: (world) => ({
    channel: { description: "A channel's uuid.", example: activeChannels(world)[0]?.id },
    ...mediaParameters(world),
    archive: { description: "The name of an archive's file.", example: fileName(latestOf(world)) },
    endpoint: { description: "An endpoint's name.", example: 'contacts' },
  }),
  credentials: credentialsOf,
  logins: (world) =>
    world
      .collection(tokens)
      .all()
      .map((row) => tokenView.object(row, world)),
  adopts: (token) => (/^[A-Za-z0-9]{40}$/.test(token) ? { token } : null),
  keys: (world) => [
    ...tokenKeys(world),
    ...activeChannels(world).map(({ id }) => [id, id] as const),
    [bucketOf(world), 'bucket'],
  ],
  furnish,
  seed: async (world, people) => (await import('./seed.ts')).seed(world, people),
  connect(world) {
    connectBroadcasts(world)
    connectHandOvers(world)
    connectRetries(world)
    connectStarts(world)
    connectExpiries(world)
    connectInterruptions(world)
    connectCampaigns(world)
    connectEvaluations(world)
  },
  env: (world, url) => ({
    RAPIDPRO_HOST: url,
    RAPIDPRO_API_URL: `${url}/api/v2`,
    RAPIDPRO_TOKEN: credentialsOf(world)['token']!,
  }),
  incoming,
  events,
  consequences,
  occasions: ['send', RESTHOOK],
  onOutcome(attempt, world) {
    followSubscriber(attempt, world)
    return followAnswer(attempt, world)
  },
  limits: {
    rapidpro: [
      { match: 'v2', limit: 2500, window: HOUR },
      { match: 'v2.contacts', limit: 2500, window: HOUR },
      { match: 'v2.messages', limit: 2500, window: HOUR },
      { match: 'v2.runs', limit: 2500, window: HOUR },
      { match: 'v2.broadcasts', limit: 36_000, window: HOUR },
    ],
  },
}

import { planView } from '../../src/admin/delivery-plans/plan.ts'
import { faultView } from '../../src/admin/faults/fault.ts'
import { limitView } from '../../src/admin/rate-limits/limit.ts'
import { planRules } from '../../src/core/network/plan-rule.ts'
import type { CollectionDefinition } from '../../src/core/store/collection.ts'
import type { Row } from '../../src/core/store/row.ts'
import type { World } from '../../src/core/world.ts'
import { faultRules } from '../../src/http/faults/rule.ts'
import { rateLimits } from '../../src/http/rate-limits/rate-limit.ts'
import type { View } from '../../src/http/view.ts'
import { accountView, accounts } from '../../src/providers/plivo/account/account.ts'
import { applicationView, applications } from '../../src/providers/plivo/applications/application.ts'
import { media, mediaView } from '../../src/providers/plivo/media/media.ts'
import { messageView as plivoMessageView } from '../../src/providers/plivo/messages/message-view.ts'
import { messages as plivoMessages } from '../../src/providers/plivo/messages/message.ts'
import { numberView, numbers } from '../../src/providers/plivo/numbers/number.ts'
import { poolNumberView } from '../../src/providers/plivo/powerpacks/pool.ts'
import { powerpackView, powerpacks } from '../../src/providers/plivo/powerpacks/powerpack.ts'
import { subaccountView, subaccounts } from '../../src/providers/plivo/subaccounts/subaccount.ts'
import { archivedRunView } from '../../src/providers/rapidpro/archives/archived-run.ts'
import { archivedMessageView } from '../../src/providers/rapidpro/archives/archived-message.ts'
import { broadcastView, broadcasts } from '../../src/providers/rapidpro/broadcasts/broadcast.ts'
import { campaigns, campaignView } from '../../src/providers/rapidpro/campaigns/campaign.ts'
import { campaignEvents } from '../../src/providers/rapidpro/campaign-events/campaign-event.ts'
import { fireView, fires } from '../../src/providers/rapidpro/campaign-events/fire.ts'
import { campaignEventView } from '../../src/providers/rapidpro/campaign-events/campaign-event-view.ts'
import { resthookEvents, resthookEventView } from '../../src/providers/rapidpro/resthook-events/resthook-event.ts'
import { channelEventView, channelEvents } from '../../src/providers/rapidpro/channel-events/channel-event.ts'
import { classifierView, classifiers } from '../../src/providers/rapidpro/classifiers/classifier.ts'
import { optInView, optIns } from '../../src/providers/rapidpro/optins/optin.ts'
import { templateView, templates } from '../../src/providers/rapidpro/templates/template.ts'
import { channelView, channels } from '../../src/providers/rapidpro/channels/channel.ts'
import { contactView } from '../../src/providers/rapidpro/contacts/contact-view.ts'
import { contacts } from '../../src/providers/rapidpro/contacts/contact.ts'
import { contactFields, contactFieldView } from '../../src/providers/rapidpro/fields/contact-field.ts'
import { globals, globalView } from '../../src/providers/rapidpro/globals/global.ts'
import { groups, groupView } from '../../src/providers/rapidpro/groups/group.ts'
import { labels, labelView } from '../../src/providers/rapidpro/labels/label.ts'
import { flows, flowView } from '../../src/providers/rapidpro/flows/flow.ts'
import { media as rapidproMedia, mediaView as rapidproMediaView } from '../../src/providers/rapidpro/media/media.ts'
import { messageView } from '../../src/providers/rapidpro/messages/message-view.ts'
import { messages } from '../../src/providers/rapidpro/messages/message.ts'
import { teamView, teams } from '../../src/providers/rapidpro/teams/team.ts'
import { ticketView, tickets } from '../../src/providers/rapidpro/tickets/ticket.ts'
import { runs } from '../../src/providers/rapidpro/runs/run.ts'
import { runView } from '../../src/providers/rapidpro/runs/run-view.ts'
import { flowStarts, flowStartView } from '../../src/providers/rapidpro/starts/flow-start.ts'
import { resthooks, resthookView } from '../../src/providers/rapidpro/resthooks/resthook.ts'
import { subscribers, subscriberView } from '../../src/providers/rapidpro/resthooks/subscriber.ts'
import { tokenView, tokens } from '../../src/providers/rapidpro/tokens/token.ts'
import { topicView, topics } from '../../src/providers/rapidpro/topics/topic.ts'
import { userView as rapidproUserView, users as rapidproUsers } from '../../src/providers/rapidpro/users/user.ts'
import { workspaceView, workspaces } from '../../src/providers/rapidpro/workspace/workspace.ts'
import { airtimeResource } from '../../src/providers/telerivet/airtime/airtime-transaction.ts'
import { apiKeys } from '../../src/providers/telerivet/api-keys/api-key.ts'
import { apiKeyView } from '../../src/providers/telerivet/api-keys/web-pages.ts'
import { broadcastResource } from '../../src/providers/telerivet/broadcasts/broadcast-view.ts'
import { contactResource } from '../../src/providers/telerivet/contacts/contact.ts'
import { groupResource } from '../../src/providers/telerivet/groups/group.ts'
import { labelResource } from '../../src/providers/telerivet/labels/label.ts'
import { customFieldView, customFields } from '../../src/providers/telerivet/fields/custom-field.ts'
import { messageResource } from '../../src/providers/telerivet/messages/message-view.ts'
import { organizationResource, organizations } from '../../src/providers/telerivet/organizations/organization.ts'
import { organizationAndPlanView } from '../../src/providers/telerivet/organizations/web-pages.ts'
import { phoneResource, phones } from '../../src/providers/telerivet/phones/phone.ts'
import { projectResource, projects } from '../../src/providers/telerivet/projects/project.ts'
import { projectSettingsView } from '../../src/providers/telerivet/projects/web-pages.ts'
import { customRoutes, routeResource } from '../../src/providers/telerivet/routes/route.ts'
import { customRouteView } from '../../src/providers/telerivet/routes/web-pages.ts'
import { shortDomainView, shortDomains } from '../../src/providers/telerivet/short-links/short-domain.ts'
import { serviceResource } from '../../src/providers/telerivet/services/service.ts'
import { logView, serviceLogs } from '../../src/providers/telerivet/services/service-log.ts'
import { serviceStates, stateView } from '../../src/providers/telerivet/services/service-state.ts'
import { dataRowResource } from '../../src/providers/telerivet/tables/data-row.ts'
import { dataTableResource } from '../../src/providers/telerivet/tables/data-table.ts'
import { users, userView } from '../../src/providers/telerivet/users/user.ts'
import { phonePageView } from '../../src/providers/telerivet/phones/web-pages.ts'
import { storageView, storages } from '../../src/providers/telerivet/storages/storage.ts'
import {
  serviceTemplateView,
  serviceTemplates,
} from '../../src/providers/telerivet/service-templates/service-template.ts'
import { taskResource } from '../../src/providers/telerivet/tasks/task.ts'

interface Shown {
  definition: CollectionDefinition<Row>
  view: View<Row, unknown>
  variants: readonly unknown[]
}

const shown = <R extends Row, V>(
  definition: CollectionDefinition<R>,
  view: View<R, V>,
  ...variants: readonly V[]
): Shown => ({ definition, view, variants: variants.length === 0 ? [undefined] : variants }) as unknown as Shown

const resource = <R extends Row>({ collection, view }: { collection: CollectionDefinition<R>; view: View<R> }) =>
  shown(collection, view)

const AUTH_IDS = ['MAAAAAAAAAAAAAAAAAAA', 'SAAAAAAAAAAAAAAAAAAA']

/** Every view of a row that answers show. */
export const SHOWN: readonly Shown[] = [
  resource(organizationResource),
  shown(organizations, organizationAndPlanView),
  resource(airtimeResource),
  resource(projectResource),
  shown(projects, projectSettingsView),
  resource(phoneResource),
  resource(contactResource),
  resource(groupResource),
  resource(labelResource),
  resource(messageResource),
  shown(users, userView),
  resource(broadcastResource),
  resource(routeResource),
  shown(customRoutes, customRouteView),
  shown(shortDomains, shortDomainView),
  resource(serviceResource),
  shown(serviceStates, stateView),
  shown(
    serviceLogs,
    logView,
    { service: true, message: true, contact: true, stats: false },
    { service: false, message: false, contact: false, stats: true },
  ),
  resource(dataTableResource),
  resource(dataRowResource),
  resource(taskResource),
  shown(storages, storageView),
  shown(serviceTemplates, serviceTemplateView),
  shown(phones, phonePageView),
  shown(customFields, customFieldView),
  shown(apiKeys, apiKeyView),
  shown(workspaces, workspaceView),
  shown(tokens, tokenView),
  shown(rapidproUsers, rapidproUserView),
  shown(teams, teamView),
  shown(topics, topicView),
  shown(tickets, ticketView),
  shown(channels, channelView),
  shown(channelEvents, channelEventView),
  shown(classifiers, classifierView),
  shown(templates, templateView),
  shown(optIns, optInView),
  shown(contacts, contactView, undefined, true),
  shown(contactFields, contactFieldView),
  shown(groups, groupView),
  shown(labels, labelView),
  shown(globals, globalView),
  shown(messages, messageView, 'http://textbed.test'),
  shown(messages, archivedMessageView, 'http://textbed.test'),
  shown(broadcasts, broadcastView, 'http://textbed.test'),
  shown(rapidproMedia, rapidproMediaView, 'http://textbed.test'),
  shown(flows, flowView),
  shown(campaigns, campaignView),
  shown(campaignEvents, campaignEventView),
  shown(fires, fireView),
  shown(resthookEvents, resthookEventView),
  shown(runs, runView, undefined, true),
  shown(runs, archivedRunView),
  shown(flowStarts, flowStartView),
  shown(resthooks, resthookView),
  shown(subscribers, subscriberView),
  shown(accounts, accountView, ...AUTH_IDS),
  shown(applications, applicationView, ...AUTH_IDS),
  shown(numbers, numberView, ...AUTH_IDS),
  shown(numbers, poolNumberView, ...AUTH_IDS),
  shown(powerpacks, powerpackView, ...AUTH_IDS),
  shown(media, mediaView, 'http://a/', 'http://b/'),
  shown(plivoMessages, plivoMessageView, ...AUTH_IDS),
  shown(subaccounts, subaccountView),
  shown(faultRules, faultView),
  shown(planRules, planView),
  shown(rateLimits, limitView, 0, Date.UTC(2026, 0, 10)),
]

/** What somebody is shown who asks for the first rows of every kind and the last ones, where it is not what is there. */
export function wrong(world: World): { shown: string; there: string }[] {
  return SHOWN.flatMap(({ definition, view, variants }) => {
    const rows = world.collection(definition).all()
    const some = [...rows.slice(0, 5), ...rows.slice(5).slice(-1)]
    return some.flatMap((row) =>
      variants.flatMap((variant) => {
        const there = view.text(row, world, variant)
        const texts = [view.remembered(row, world, variant).text, JSON.stringify(view.object(row, world, variant))]
        return texts.filter((text) => text !== there).map((text) => ({ shown: text, there }))
      }),
    )
  })
}

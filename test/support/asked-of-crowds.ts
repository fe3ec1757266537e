import type { Asked } from './ask-in.ts'
import { type Crowd, WRITER } from './crowded.ts'

/** What somebody may ask for, in some words, of a crowded world. */
type Table = Readonly<Record<string, (crowd: Crowd) => Asked>>

/** Of Telerivet, long work and short: all of it is about the same rows. */
export const TELERIVET: Table = {
  'delete group': ({ t }) => ['telerivet', 'DELETE', `groups/${t.group}`],
  'delete dynamic group': ({ t }) => ['admin', 'DELETE', `telerivet/dynamic-groups/${t.dynamic}`],
  'delete label': ({ t }) => ['telerivet', 'DELETE', `labels/${t.label}`],
  'delete table': ({ t }) => ['telerivet', 'DELETE', `tables/${t.table}`],
  'delete service': ({ t }) => ['telerivet', 'DELETE', `services/${t.service}`],
  'delete service on its page': ({ t }) => ['admin', 'DELETE', `telerivet/services/${t.service}`],
  'delete route': ({ t }) => ['admin', 'DELETE', `telerivet/custom-routes/${t.route}`],
  'delete phone': ({ t }) => ['admin', 'DELETE', `telerivet/phones/${t.phone}`],
  'let the phone go on': ({ t }) => ['telerivet', 'POST', `phones/${t.phone}`, { send_paused: false }],
  'pause the phone': ({ t }) => ['telerivet', 'POST', `phones/${t.phone}`, { send_paused: true }],
  'cancel broadcast': ({ t }) => ['telerivet', 'POST', `broadcasts/${t.broadcast}/cancel`],
  statistics: () => [
    'telerivet',
    'GET',
    'message_stats?start_date=2025-12-01&end_date=2026-01-31&rollup=day&metrics=count&properties=status',
  ],
  'task over contacts': ({ t }) => ['telerivet', 'POST', 'tasks', task('add_group_members', { group_id: t.group })],
  'task over members': ({ t }) => [
    'telerivet',
    'POST',
    'tasks',
    { ...task('update_contact_var', { variable: 'crop', value: 'tea' }), filter_params: { group_id: t.group } },
  ],
  'task over messages': ({ t }) => [
    'telerivet',
    'POST',
    'tasks',
    { ...task('add_label', { label_id: t.label }), filter_type: 'query_messages' },
  ],
  'task over rows': ({ t }) => [
    'telerivet',
    'POST',
    'tasks',
    {
      ...task('update_row_var', { variable: 'crop', value: 'x' }),
      filter_type: 'query_rows',
      table_id: t.table,
    },
  ],
  'invoke for all': ({ t }) => [
    'telerivet',
    'POST',
    'tasks',
    task('apply_service_to_contacts', { service_id: t.service, variables: {} }),
  ],
  'change member': ({ t }) => ['telerivet', 'POST', `contacts/${t.member}`, { name: 'Changed', vars: { crop: 'x' } }],
  'delete member': ({ t }) => ['telerivet', 'DELETE', `contacts/${t.member}`],
  'member joins': ({ t }) => ['telerivet', 'PUT', `groups/${t.group}/contacts/${t.member}`],
  'rename group': ({ t }) => ['telerivet', 'POST', `groups/${t.group}`, { name: 'Renamed' }],
  'filter by group': ({ t }) => [
    'admin',
    'POST',
    'telerivet/dynamic-groups',
    { name: 'In', filter: { group_id: t.group } },
  ],
  'another filter': ({ t }) => [
    'admin',
    'POST',
    `telerivet/dynamic-groups/${t.dynamic}`,
    { filter: { vars: { crop: 'x' } } },
  ],
  'text to group': ({ t }) => ['telerivet', 'POST', 'send_broadcast', { group_id: t.group, content: 'Hello' }],
  'text by route': ({ t }) => [
    'telerivet',
    'POST',
    'messages/send',
    { to_number: '+250788123123', content: 'Hello', route_id: t.route },
  ],
  'text to member': ({ t }) => ['telerivet', 'POST', 'messages/send', { contact_id: t.member, content: 'Hello' }],
  'text with label': ({ t }) => [
    'telerivet',
    'POST',
    'messages/send',
    { to_number: '+250788123123', content: 'Hello', label_ids: [t.label] },
  ],
  'delete text': ({ t }) => ['telerivet', 'DELETE', `messages/${t.text}`],
  'label text': ({ t }) => ['telerivet', 'PUT', `labels/${t.label}/messages/${t.text}`],
  'another row': ({ t }) => ['telerivet', 'POST', `tables/${t.table}/rows`, { vars: { crop: 'rice' } }],
  'delete row': ({ t }) => ['telerivet', 'DELETE', `tables/${t.table}/rows/${t.row}`],
  'change service': ({ t }) => ['telerivet', 'POST', `services/${t.service}`, { name: 'Poll', active: true }],
  'member stands elsewhere': ({ t }) => [
    'telerivet',
    'POST',
    `services/${t.service}/states/${t.member}`,
    { id: 'answered', vars: {} },
  ],
}

/** The same of RapidPro. */
export const RAPIDPRO: Table = {
  'delete contact': ({ r }) => ['rapidpro', 'DELETE', `contacts.json?uuid=${r.writer}`],
  'delete with others': ({ r }) => [
    'rapidpro',
    'POST',
    'contact_actions.json',
    { contacts: [r.writer], action: 'delete' },
  ],
  'archive messages': ({ r }) => [
    'rapidpro',
    'POST',
    'contact_actions.json',
    { contacts: [r.writer], action: 'archive_messages' },
  ],
  'delete workspace group': ({ r }) => ['rapidpro', 'DELETE', `groups.json?uuid=${r.group}`],
  'delete reminded group': ({ r }) => ['rapidpro', 'DELETE', `groups.json?uuid=${r.reminded}`],
  'delete message label': ({ r }) => ['rapidpro', 'DELETE', `labels.json?uuid=${r.label}`],
  'release channel': ({ r }) => ['admin', 'DELETE', `rapidpro/channels/${r.channel}`],
  'delete flow': ({ r }) => ['admin', 'DELETE', `rapidpro/flows/${r.flow}`],
  'delete event': ({ r }) => ['rapidpro', 'DELETE', `campaign_events.json?uuid=${r.event}`],
  'change event': ({ r: { campaign, when, event } }) => [
    'rapidpro',
    'POST',
    `campaign_events.json?uuid=${event}`,
    { campaign, ...when, message: 'Bye' },
  ],
  'event brings flow': ({ r: { campaign, when, event, flow } }) => [
    'rapidpro',
    'POST',
    `campaign_events.json?uuid=${event}`,
    { campaign, ...when, flow },
  ],
  'archive campaign': ({ r }) => ['admin', 'POST', `rapidpro/campaigns/${r.campaign}`, { archived: true }],
  'restore campaign': ({ r }) => ['admin', 'POST', `rapidpro/campaigns/${r.campaign}`, { archived: false }],
  'campaign to another group': ({ r }) => [
    'rapidpro',
    'POST',
    `campaigns.json?uuid=${r.campaign}`,
    { name: 'Moved', group: r.group },
  ],
  'switch off': () => ['admin', 'PATCH', `handsets/${encodeURIComponent(WRITER)}`, { on: false }],
  'switch on': () => ['admin', 'PATCH', `handsets/${encodeURIComponent(WRITER)}`, { on: true }],
  'broadcast to group': ({ r }) => ['rapidpro', 'POST', 'broadcasts.json', { groups: [r.group], text: 'Hello' }],
  'start group': ({ r }) => ['rapidpro', 'POST', 'flow_starts.json', { groups: [r.group], flow: r.flow }],
  'start writer': ({ r }) => ['rapidpro', 'POST', 'flow_starts.json', { contacts: [r.writer], flow: r.flow }],
  'ask a query': () => ['admin', 'POST', 'rapidpro/groups', { name: 'All of many', query: 'name ~ patient' }],
  'change contact': ({ r }) => ['rapidpro', 'POST', `contacts.json?uuid=${r.writer}`, { name: 'P', groups: [r.group] }],
  'block contact': ({ r }) => ['rapidpro', 'POST', 'contact_actions.json', { contacts: [r.writer], action: 'block' }],
  'contact joins': ({ r }) => [
    'rapidpro',
    'POST',
    'contact_actions.json',
    { contacts: [r.writer], action: 'add', group: r.group },
  ],
  'rename workspace group': ({ r }) => ['rapidpro', 'POST', `groups.json?uuid=${r.group}`, { name: 'Renamed' }],
  'ask another query': () => ['admin', 'POST', 'rapidpro/groups', { name: 'Named', query: 'name ~ amina' }],
  'campaign of group': ({ r }) => ['rapidpro', 'POST', 'campaigns.json', { name: 'Moved', group: r.group }],
  'message to writer': ({ r }) => ['rapidpro', 'POST', 'messages.json', { contact: r.writer, text: 'Hello' }],
  'archive flow': ({ r }) => ['admin', 'POST', `rapidpro/flows/${r.flow}`, { archived: true }],
  'restore flow': ({ r }) => ['admin', 'POST', `rapidpro/flows/${r.flow}`, { archived: false }],
  'list web groups': () => ['admin', 'GET', 'rapidpro/groups'],
  'list fires': () => ['admin', 'GET', 'rapidpro/campaign-fires'],
}

const task = (task_type: string, task_params: object) => ({
  task_type,
  task_params,
  filter_type: 'query_contacts',
  filter_params: { all: true },
})

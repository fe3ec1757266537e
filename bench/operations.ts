/** One call as it goes over the wire. A run of # in its body stands for a number that no other call has. */
export interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  headers: Record<string, string>
  body?: string
}

/** A message as a sender knows it: its id, and the name under which its contact's messages are listed. */
export interface Sent {
  id: string
  contact: string
}

export const OPERATIONS = ['send', 'get', 'list'] as const
export type Operation = (typeof OPERATIONS)[number]

/** Members of the answers to a send; each provider has some of them. */
export interface SendAnswer {
  id: string | number
  contact_id: string
  contact: { uuid: string }
  message_uuid: string[]
}

/** What a client of one provider says. */
export interface Client {
  /** Makes the contact known, where one has to be before it can be written to. */
  meet?(to: string): Request
  send(to: string, text: string): Request
  /** What the answer to it tells. */
  sent(answer: SendAnswer, to: string): Sent
  get(id: string): Request
  /** The contact's messages on one page. */
  list(contact: string): Request
  /** How many messages that page holds. */
  page: number
  /** Calls that make what few objects are marked with, by what that is. */
  makes: Readonly<Record<string, Request>>
  /**
   * Lists of what few objects have, by what they are called; nothing where an index knows no more than the contact. And
   * what is done to few among many: calls in turn.
   */
  filtered(marks: Marks): Readonly<Record<string, Request | readonly Request[]>>
  /** Lists that no index helps with, by what they are called: all rows are gone through, and few or none are found. */
  searched: Readonly<Record<string, Request>>
  bulk?: Bulk
}

/** How many are told something, or made known, in one call. */
export interface Bulk {
  /** So many contacts, from the number of the first on; into a group, where one is given. */
  people(first: number, count: number, group?: string): Request[]
  group: Request
  /** A text for each of so many people, in one call, where there is one. */
  multi?(count: number): Request
  /** One text for all of a group. */
  broadcast(group: string): Request
}

/** What `marks.ts` gives to a few objects, so that lists can be filtered by it: IDs by what they are of. */
export type Marks = Readonly<Record<string, string | number>>

/** A text that Telerivet has from elsewhere, and no call makes. */
export const EXTERNAL = 'order-7'
export const SCHEDULED = 'SE0000000000000001'

/** Whom what is made is sent to: nobody else in the world. */
const NOBODY = '+250789000000'

/** Clients by provider, for the credentials of a world. */
export const CLIENTS: Record<string, (credentials: Record<string, string>) => Client> = { telerivet, rapidpro, plivo }

function telerivet({ api_key, project_id }: Record<string, string>): Client {
  const project = `/v1/projects/${project_id}`
  const messages = `${project}/messages`
  const headers = { authorization: basic(`${api_key}:`) }
  return {
    send: (to, text) => post(`${messages}/send`, headers, { to_number: to, content: text }),
    sent: ({ id, contact_id }) => ({ id: String(id), contact: contact_id }),
    get: (id) => get(`${messages}/${id}`, headers),
    list: (contact) => get(`${messages}?contact_id=${contact}&page_size=50`, headers),
    page: 50,
    makes: {
      group: post(`${project}/groups`, headers, { name: 'Marked' }),
      label: post(`${project}/labels`, headers, { name: 'Marked' }),
      broadcast: post(`${project}/send_broadcast`, headers, { to_numbers: [NOBODY], content: 'Marked' }),
    },
    filtered: ({ group, label, broadcast }) => ({
      'messages by group': get(`${messages}?group_id=${group}`, headers),
      'messages by label': get(`${messages}?label_id=${label}`, headers),
      'messages by broadcast': get(`${messages}?broadcast_id=${broadcast}`, headers),
      'messages by external id': get(`${messages}?external_id=${EXTERNAL}`, headers),
      'messages by scheduled id': get(`${messages}?scheduled_id=${SCHEDULED}`, headers),
      'contacts by group': get(`${project}/contacts?group_id=${group}`, headers),
      'contacts by name': get(`${project}/contacts?name=${encodeURIComponent(nameOf(700))}`, headers),
      'contacts by number': get(`${project}/contacts?phone_number=${encodeURIComponent(numberOf(700))}`, headers),
    }),
    searched: searchedBy(project, headers),
    bulk: bulkOf(project, headers),
  }
}

/** One of each kind of filter and modifier that asks each row by itself, of messages and of contacts. */
const SEARCHED = {
  messages: [
    'direction=incoming',
    'message_type=mms',
    'source=web',
    'starred=1',
    'status=failed',
    'time_created[min]=4000000000',
    'time_created[max]=1',
    'external_id[exists]=1',
    'external_id[ne]=none&starred=1',
    'contact_id[exists]=0',
    'broadcast_id[ne]=MB0000000000000001&starred=1',
    'scheduled_id[null]=0',
  ],
  contacts: [
    'name[prefix]=zz',
    'name[gte]=zz',
    'name[not_prefix]=person&send_blocked=1',
    'name[ne]=person&send_blocked=1',
    'phone_number[prefix]=%2B44',
    'phone_number[exists]=0',
    'time_created[min]=4000000000',
    'last_message_time[min]=4000000000',
    'last_incoming_message_time[exists]=1',
    'incoming_message_count[min]=1',
    'outgoing_message_count=4711',
    'send_blocked=1',
    'vars[place]=nowhere',
    'vars[place][prefix]=no',
    'vars[age][min]=1000',
    'vars[age][exists]=0&vars[place][exists]=1',
    'sort=last_message_time&sort_dir=desc',
    'sort=name&sort_dir=desc',
    'sort=name&offset=50000&page_size=500',
    'count=1&name[prefix]=person',
  ],
}

const searchedBy = (project: string, headers: Record<string, string>): Record<string, Request> =>
  Object.fromEntries(
    Object.entries(SEARCHED).flatMap(([kind, questions]) =>
      questions.map((question) => [`${kind} where ${question}`, get(`${project}/${kind}?${question}`, headers)]),
    ),
  )

const nameOf = (index: number): string => `Person ${index}`
const numberOf = (index: number): string => `+25079${String(index).padStart(7, '0')}`

/** As many as one import takes. */
const IMPORTED = 200

const some = <T>(count: number, of: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => of(index))

function bulkOf(project: string, headers: Record<string, string>): Bulk {
  return {
    people: (first, count, group) =>
      some(Math.ceil(count / IMPORTED), (call) =>
        post(`${project}/import_contacts`, headers, {
          contacts: some(Math.min(IMPORTED, count - call * IMPORTED), (index) => {
            const person = first + call * IMPORTED + index
            return { name: nameOf(person), phone_number: numberOf(person), vars: { age: person % 100 } }
          }),
          ...(group !== undefined && { add_group_ids: [group] }),
        }),
      ),
    group: post(`${project}/groups`, headers, { name: 'All' }),
    multi: (count) =>
      post(`${project}/send_multi`, headers, {
        messages: some(count, (index) => ({ to_number: numberOf(index), content: `Your table ${index} is ready.` })),
      }),
    broadcast: (group) => post(`${project}/send_broadcast`, headers, { group_id: group, content: 'We open at 8:00.' }),
  }
}

function rapidpro({ token }: Record<string, string>): Client {
  const messages = '/api/v2/messages.json'
  const headers = { authorization: `Token ${token}` }
  return {
    meet: (to) => post('/api/v2/contacts.json', headers, { urns: [`tel:${to}`] }),
    send: (to, text) => post(messages, headers, { contact: `tel:${to}`, text }),
    sent: ({ id, contact }) => ({ id: String(id), contact: contact.uuid }),
    get: (id) => get(`${messages}?id=${id}`, headers),
    // Pages are of 250 always; the contact has 50.
    list: (contact) => get(`${messages}?contact=${contact}`, headers),
    page: 50,
    makes: {
      group: post('/api/v2/groups.json', headers, { name: 'Marked' }),
      joined: post('/api/v2/groups.json', headers, { name: 'Joined and left' }),
      label: post('/api/v2/labels.json', headers, { name: 'Marked' }),
      broadcast: post('/api/v2/broadcasts.json', headers, { urns: [`tel:${NOBODY}`], text: { eng: 'Marked' } }),
    },
    filtered: ({ group, joined, label, broadcast }) => ({
      'messages by label': get(`${messages}?label=${label}`, headers),
      'messages by broadcast': get(`${messages}?broadcast=${broadcast}`, headers),
      'messages since a moment': get(`${messages}?after=2100-01-01`, headers),
      'contacts by group': get(`/api/v2/contacts.json?group=${group}`, headers),
      'contacts changed since a moment': get('/api/v2/contacts.json?after=2100-01-01', headers),
      'contacts that are deleted': get('/api/v2/contacts.json?deleted=true', headers),
      'contact_actions of 100': ['add', 'remove'].map((action) =>
        post('/api/v2/contact_actions.json', headers, {
          contacts: some(100, (index) => `tel:${numberOf(9 * index)}`),
          action,
          group: joined,
        }),
      ),
    }),
    searched: {},
    bulk: {
      people: (first, count, group) =>
        some(count, (index) =>
          post('/api/v2/contacts.json', headers, {
            name: nameOf(first + index),
            urns: [`tel:${numberOf(first + index)}`],
            ...(group !== undefined && { groups: [group] }),
          }),
        ),
      group: post('/api/v2/groups.json', headers, { name: 'All' }),
      broadcast: (group) =>
        post('/api/v2/broadcasts.json', headers, { groups: [group], text: 'We open at 8:00, @contact.first_name.' }),
    },
  }
}

function plivo({ auth_id, auth_token, number }: Record<string, string>): Client {
  const messages = `/v1/Account/${auth_id}/Message/`
  const headers = { authorization: basic(`${auth_id}:${auth_token}`) }
  return {
    send: (to, text) => post(messages, headers, { src: number, dst: to.slice(1), text }),
    sent: ({ message_uuid }, to) => ({ id: message_uuid[0]!, contact: to.slice(1) }),
    get: (id) => get(`${messages}${id}/`, headers),
    // Pages are of 20 at most.
    list: (contact) => get(`${messages}?to_number=${contact}&limit=20`, headers),
    page: 20,
    makes: {},
    filtered: () => ({}),
    searched: {},
  }
}

const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`

const get = (path: string, headers: Record<string, string>): Request => ({ method: 'GET', path, headers })

const post = (path: string, headers: Record<string, string>, body: object): Request => ({
  method: 'POST',
  path,
  headers: { ...headers, 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

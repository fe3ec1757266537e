import telerivet from 'telerivet'
import { expect, test } from 'vitest'
import { type Answer, startWorld } from '../support/world.ts'

// A cooperative's day at Telerivet, through the official client: two hundred farmers are imported, those who grow coffee
// are asked to a meeting, some look at the programme and some answer, and in the evening there is a file that says who.

/** The client has no types of its own. */
// oxlint-disable-next-line typescript/no-explicit-any
type Client = any

/** The client answers by callback. */
const ask = (call: (callback: (error: Error | null, answer: Client) => void) => void): Promise<Client> =>
  new Promise((resolve, reject) => call((error, answer) => (error ? reject(error) : resolve(answer))))

const PHONE = '+16505550001'
const PEOPLE = 200

const numberOf = (index: number): string => `+25078${String(8_000_000 + index)}`
const nameOf = (index: number): string => `Farmer ${index}`
const growsCoffee = (index: number): boolean => index % 2 === 0
const looks = (index: number): boolean => index % 8 === 0
const answers = (index: number): boolean => index % 10 === 0
const COFFEE = Array.from({ length: PEOPLE }, (_, index) => index).filter(growsCoffee)

test('people are imported, a dynamic group of them gets a broadcast, they click and answer, and a file shows it all', async () => {
  const world = await startWorld()
  const { api_key, project_id } = world.credentials.telerivet!
  const project: Client = new telerivet.API(api_key, `${world.url}/v1`).initProjectById(project_id)

  // In the morning everybody is imported, and the group is there before its members are.
  const { body: group } = await world.admin('POST', '/telerivet/dynamic-groups', {
    name: 'Coffee',
    filter: { vars: { crop: 'coffee' } },
  })
  const people = Array.from({ length: PEOPLE }, (_, index) => ({
    name: nameOf(index),
    phone_number: numberOf(index),
    vars: { crop: growsCoffee(index) ? 'coffee' : 'tea' },
  }))
  const imported = await ask((done) => project.importContacts({ contacts: people }, done))
  expect(imported.contacts).toHaveLength(PEOPLE)
  const members = await ask((done) => project.initGroupById(group.id).queryContacts().count(done))
  expect(members).toBe(COFFEE.length)

  // Whoever answers gets a label from the cooperative's own program, and an answer.
  const label = await ask((done) => project.getOrCreateLabel('Coming', done))
  await ask((done) =>
    project.createService(
      { service_type: 'incoming_message_webhook', config: { url: `${world.receiver.url}/incoming`, secret: 's3cret' } },
      done,
    ),
  )
  world.receiver.answer = async ({ form }) => {
    expect([form['event'], form['secret']]).toEqual(['incoming_message', 's3cret'])
    await ask((done) => project.initMessageById(form['id']).addLabel(label, done))
    return {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        messages: [{ content: `See you, ${form['contact[name]']}!` }],
        variables: { 'contact.vars.coming': true, return_value: 1 },
      }),
    }
  }

  const broadcast = await ask((done) =>
    project.sendBroadcast(
      {
        group_id: group.id,
        content: 'Dear [[contact.name]], we meet on Monday (https://coop.example/programme_(2026)).',
        replace_variables: true,
        track_clicks: true,
      },
      done,
    ),
  )
  expect([broadcast.title, broadcast.estimated_count]).toEqual(['Coffee', COFFEE.length])
  await world.advance('PT1M')

  const delivered = await ask((done) => project.getBroadcastById(broadcast.id, done))
  expect([delivered.status, delivered.message_count, delivered.status_counts.delivered]).toEqual([
    'complete',
    COFFEE.length,
    COFFEE.length,
  ])

  // Everybody has a link of their own, from bracket to bracket; some follow theirs, and some answer.
  const links = new Set<string>()
  const followed: Answer[] = []
  for (const index of COFFEE) {
    const handset = world.handset(numberOf(index))
    const [{ text }] = (await handset.messages()) as [{ text: string }]
    const [, name, link] = /^Dear (.+), we meet on Monday \(https:\/\/(rvt\.me\/\w{9})\)\.$/.exec(text)!
    expect(name).toBe(nameOf(index))
    links.add(link!)
    if (looks(index)) followed.push(await world.call('GET', `/w/${world.id}/${link}`))
    if (answers(index)) await handset.writes(PHONE, 'Yes')
  }
  expect(links.size).toBe(COFFEE.length)
  expect(new Set(followed.map(({ headers }) => headers['location']))).toEqual(
    new Set(['https://coop.example/programme_(2026)']),
  )

  // The file is ordered at once: it is written once the answers are in.
  const { body: storage } = await world.admin('POST', '/telerivet/storages', {})
  const task = await ask((done) =>
    project.createTask(
      {
        task_type: 'export_messages',
        task_params: {
          storage_id: storage.id,
          filename: 'monday.csv',
          column_ids: [
            'contact.name',
            'direction',
            'content',
            'source',
            'time_clicked',
            'label_ids',
            'contact.vars.coming',
          ],
        },
        filter_type: 'query_messages',
        filter_params: { all: true },
      },
      done,
    ),
  )
  await world.advance('PT1M')

  const settled = await ask((done) => project.getBroadcastById(broadcast.id, done))
  const [clicked, replied] = [COFFEE.filter(looks), COFFEE.filter(answers)]
  expect([settled.clicked_count, settled.reply_count]).toEqual([clicked.length, replied.length])
  expect((await ask((done) => project.getTaskById(task.id, done))).status).toBe('complete')

  const file = await world.admin('GET', `/telerivet/storages/${storage.id}/files/monday.csv`)
  const [head, ...lines] = file.text.trimEnd().split('\r\n')
  expect(head).toBe('contact.name,direction,content,source,time_clicked,label_ids,contact.vars.coming')
  const linesOf = (source: string) => lines.filter((line) => line.includes(`,${source},`)).sort()
  expect(linesOf('phone')).toEqual(
    replied.map((index) => `${nameOf(index)},incoming,Yes,phone,,${label.id},true`).sort(),
  )
  expect(linesOf('webhook')).toEqual(
    replied.map((index) => `${nameOf(index)},outgoing,"See you, ${nameOf(index)}!",webhook,,,true`).sort(),
  )
  expect(linesOf('api')).toHaveLength(COFFEE.length)
  expect(linesOf('api').filter((line) => /,api,\d+,/.test(line))).toHaveLength(clicked.length)
  for (const index of replied.slice(0, 3))
    expect((await world.handset(numberOf(index)).messages()).map(({ text }) => text).at(-1)).toBe(
      `See you, ${nameOf(index)}!`,
    )
}, 30_000)

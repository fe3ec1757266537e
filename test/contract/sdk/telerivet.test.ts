import telerivet from 'telerivet'
import { expect, test } from 'vitest'
import { startWorld } from '../../support/world.ts'

const { API } = telerivet as { API: new (key: string, url: string) => Client }

/** The client has no types of its own. */
// oxlint-disable-next-line typescript/no-explicit-any
type Client = any

/** The client answers by callback. */
const ask = (call: (callback: (error: Error | null, answer: Client) => void) => void): Promise<Client> =>
  new Promise((resolve, reject) => call((error, answer) => (error ? reject(error) : resolve(answer))))

async function start() {
  const world = await startWorld()
  const { api_key, project_id, organization_id, phone_id } = world.credentials.telerivet!
  const api = new API(api_key!, `${world.url}/v1`)
  const project = await ask((done) => api.getProjectById(project_id, done))
  return Object.assign(world, {
    api,
    project,
    project_id: project_id!,
    organization_id: organization_id!,
    phone_id: phone_id!,
  })
}

test('a round trip: sent, delivered, told to the status URL, answered by the person, read in the list', async () => {
  const { project, advance, receiver, handset, phone_id } = await start()
  const message = await ask((done) =>
    project.sendMessage(
      {
        to_number: '+16505550123',
        content: 'hello world',
        status_url: `${receiver.url}/status`,
        status_secret: 'secret',
        vars: { n: 1 },
      },
      done,
    ),
  )
  expect(message).toMatchObject({ status: 'queued', direction: 'outgoing', phone_id })
  await advance(10)
  expect((await ask((done) => project.getMessageById(message.id, done))).status).toBe('delivered')
  expect(receiver.received.map(({ form }) => [form.event, form.id, form.status, form.secret])).toEqual([
    ['send_status', message.id, 'sent', 'secret'],
    ['send_status', message.id, 'delivered', 'secret'],
  ])
  await handset('+16505550123').writes('+16505550001', 'hello yourself')
  const [reply] = await ask((done) => project.queryMessages({ direction: 'incoming' }).all(done))
  expect(reply).toMatchObject({ content: 'hello yourself', contact_id: message.contact_id })
})

test('contacts: get or create, save, query page by page, count, delete', async () => {
  const { project } = await start()
  for (const name of ['Ann', 'Ben', 'Bea', 'Carl', 'Dora'])
    await ask((done) => project.getOrCreateContact({ name, vars: { group: 'a' } }, done))
  const contact = await ask((done) => project.getOrCreateContact({ name: 'ann', phone_number: '+16505550101' }, done))
  contact.name = 'Anna'
  contact.vars.city = 'Rome'
  contact.conversation_status = 'handled'
  await ask((done) => contact.save(done))
  const saved = await ask((done) => project.getContactById(contact.id, done))
  expect([saved.name, saved.vars.city, saved.conversation_status]).toEqual(['Anna', 'Rome', 'handled'])
  expect(await ask((done) => project.queryContacts({ name: { prefix: 'b' }, vars: { group: 'A' } }).count(done))).toBe(
    2,
  )
  const walked = await ask((done) => project.queryContacts({ sort: 'name', page_size: 2, offset: 1 }).all(done))
  expect(walked.map(({ name }: { name: string }) => name)).toEqual(['Anna', 'Bea', 'Ben', 'Carl', 'Dora'])
  await ask((done) => contact.delete(done))
  await expect(ask((done) => project.getContactById(contact.id, done))).rejects.toMatchObject({
    name: 'NotFoundError',
    code: 'not_found',
  })
})

test('a long body arrives gzipped, and calls without arguments arrive empty', async () => {
  const { project, advance } = await start()
  const content = 'x'.repeat(1000)
  const message = await ask((done) => project.sendMessage({ to_number: '+16505550123', content }, done))
  expect(message.content).toBe(content)
  await ask((done) => message.cancel(done))
  await ask((done) => message.save(done))
  const again = await ask((done) => message.resend({}, done))
  expect(again.id).toBe(message.id)
  await advance('idle')
  await expect(ask((done) => message.cancel(done))).rejects.toMatchObject({ name: 'APIError', code: 'not_cancellable' })
})

test('sendMessages, which the client still has, sends to many', async () => {
  const { project, advance, handset } = await start()
  const to_numbers = ['+16505550123', '+16505550124']
  expect(await ask((done) => project.sendMessages({ content: 'hello', to_numbers }, done))).toEqual({
    count_queued: 2,
    broadcast_id: expect.any(String),
  })
  await advance('idle')
  for (const number of to_numbers) expect(await handset(number).messages()).toMatchObject([{ text: 'hello' }])
})

test('errors are the classes that the client knows', async () => {
  const { project, api, url } = await start()
  await expect(ask((done) => project.sendMessage({ content: 'a' }, done))).rejects.toMatchObject({
    name: 'InvalidParameterError',
    param: 'to_number',
  })
  await expect(ask((done) => api.getProjectById('PJ0', done))).rejects.toMatchObject({ name: 'NotFoundError' })
  await expect(ask((done) => new API('wrong', `${url}/v1`).getProjectById('PJ0', done))).rejects.toMatchObject({
    name: 'APIError',
    code: 'unauthorized',
  })
})

test('messages are received, starred, listed by contact and by phone, and deleted', async () => {
  const { project, phone_id } = await start()
  const message = await ask((done) =>
    project.receiveMessage({ phone_id, from_number: '+16505550123', content: 'hi' }, done),
  )
  message.starred = true
  await ask((done) => message.save(done))
  const contact = await ask((done) => project.getContactById(message.contact_id, done))
  expect(await ask((done) => contact.queryMessages({ starred: true }).count(done))).toBe(1)
  const phone = await ask((done) => project.getPhoneById(phone_id, done))
  expect((await ask((done) => phone.queryMessages().all(done))).map(({ id }: { id: string }) => id)).toEqual([
    message.id,
  ])
  await ask((done) => message.delete(done))
  expect(await ask((done) => phone.queryMessages().count(done))).toBe(0)
})

test('projects, organizations and phones are read and saved', async () => {
  const { api, project, project_id, organization_id, phone_id } = await start()
  project.name = 'Renamed'
  project.vars.a = 1
  await ask((done) => project.save(done))
  expect(
    (await ask((done) => api.queryProjects({ name: 'renamed' }).all(done))).map(({ id }: { id: string }) => id),
  ).toEqual([project_id])
  const organization = await ask((done) => api.getOrganizationById(organization_id, done))
  const created = await ask((done) =>
    organization.createProject({ name: 'Second', timezone_id: 'America/Los_Angeles' }, done),
  )
  expect(await ask((done) => organization.queryProjects().count(done))).toBe(2)
  expect(created.organization_id).toBe(organization_id)
  organization.name = 'Org'
  await ask((done) => organization.save(done))
  expect((await ask((done) => api.queryOrganizations().all(done)))[0].name).toBe('Org')
  const phone = await ask((done) => project.getPhoneById(phone_id, done))
  phone.name = 'Main'
  phone.send_paused = true
  await ask((done) => phone.save(done))
  expect((await ask((done) => project.queryPhones({ name: { ne: 'x' } }).all(done)))[0]).toMatchObject({
    name: 'Main',
    send_paused: true,
  })
})

import plivo from 'plivo'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Answer, basic } from '../../support/world.ts'
import { type OpenAccount, openAccount } from './open-account.ts'

// A subaccount sees only what is its own; the main account sees what belongs to any.

interface Branch {
  authId: string
  call: (method: string, path: string, body?: unknown) => Promise<Answer>
}

let main: OpenAccount
let one: Branch
let other: Branch

async function openBranch(name: string): Promise<Branch> {
  const { auth_id, auth_token } = (await main.call('POST', '/Subaccount/', { body: { name } })).body
  return {
    authId: auth_id,
    call: (method, path, body) =>
      main.world.call(method, `/v1/Account/${auth_id}${path}`, {
        headers: basic(auth_id, auth_token),
        ...(body === undefined ? {} : { body }),
      }),
  }
}

beforeEach(async () => {
  main = await openAccount()
  one = await openBranch('One')
  other = await openBranch('Other')
})

const rows = () => JSON.stringify(main.world.world.store.state())
const send = async (by: Branch, more: object = {}): Promise<string> =>
  (await by.call('POST', '/Message/', { src: '14155550100', dst: '14155550123', text: 'Hello', ...more })).body
    .message_uuid[0]

/** An MMS, and the id of its one medium. */
async function sendMedia(by: Branch): Promise<{ uuid: string; medium: string }> {
  const uuid = await send(by, { type: 'mms', media_urls: ['http://example.com/a.png'] })
  return { uuid, medium: (await by.call('GET', `/Message/${uuid}/Media/`)).body.objects[0].media_id }
}

const newApplication = async (by: Branch, more: object = {}): Promise<string> =>
  (await by.call('POST', '/Application/', { app_name: 'Mine', ...more })).body.app_id

async function newPowerpack(by: Branch): Promise<{ uuid: string; pool: string }> {
  const { uuid, number_pool } = (await by.call('POST', '/Powerpack/', { name: 'Mine' })).body
  return { uuid, pool: number_pool.replace(`/v1/Account/${by.authId}`, '') }
}

const directions = async (by: Branch) =>
  (await by.call('GET', '/Message/')).body.objects.map((row: { message_direction: string }) => row.message_direction)

const isDefault = async (by: Branch, id: string) =>
  (await by.call('GET', `/Application/${id}/`)).body.default_app as boolean

const applicationOf = async (by: Branch, number: string) =>
  (await by.call('GET', `/Number/${number}/`)).body.application

describe('what belongs to one subaccount is not found by another, nor changed:', () => {
  test.each<[string, () => Promise<[method: string, path: string, body?: object][]>]>([
    [
      'a message and its media',
      async () => {
        const { uuid, medium } = await sendMedia(one)
        return [
          ['GET', `/Message/${uuid}/`],
          ['GET', `/Message/${uuid}/Media/`],
          ['GET', `/Message/${uuid}/Media/${medium}/`],
        ]
      },
    ],
    [
      'an application',
      async () => {
        const path = `/Application/${await newApplication(one)}/`
        return [
          ['GET', path],
          ['POST', path, { app_name: 'Taken' }],
          ['DELETE', path],
        ]
      },
    ],
    [
      'a number',
      async () => {
        await main.call('POST', '/Number/13125550177/', { body: { subaccount: one.authId } })
        return [
          ['GET', '/Number/13125550177/'],
          ['POST', '/Number/13125550177/', { alias: 'Taken' }],
          ['DELETE', '/Number/13125550177/'],
        ]
      },
    ],
    [
      'a powerpack and its pool',
      async () => {
        await one.call('POST', '/PhoneNumber/18335550199/', {})
        const { uuid, pool } = await newPowerpack(one)
        await one.call('POST', `${pool}Number/18335550199/`, {})
        return [
          ['GET', `/Powerpack/${uuid}/`],
          ['POST', `/Powerpack/${uuid}/`, { name: 'Taken' }],
          ['GET', `${pool}Number/`],
          ['GET', `${pool}Number/18335550199/`],
          ['GET', `${pool}Tollfree/`],
          ['GET', `${pool}Shortcode/`],
          ['DELETE', `${pool}Number/18335550199/`],
          ['DELETE', `/Powerpack/${uuid}/`],
        ]
      },
    ],
  ])('%s', async (_what, prepare) => {
    for (const [method, path, body] of await prepare()) {
      const before = rows()
      expect(`${method} ${path} ${(await other.call(method, path, body)).status}`).toBe(`${method} ${path} 404`)
      expect(rows()).toBe(before)
      expect((await one.call(method, path, body)).status).toBeLessThan(300)
    }
  })
})

test('each lists what is its own, and the main account lists all, or those of one', async () => {
  const mine = { owner: one, message: await send(one), application: await newApplication(one), pack: '' }
  const theirs = { owner: other, message: await send(other), application: await newApplication(other), pack: '' }
  for (const all of [mine, theirs]) all.pack = (await newPowerpack(all.owner)).uuid
  await main.call('POST', '/Number/13125550177/', { body: { subaccount: one.authId } })
  await other.call('POST', '/PhoneNumber/18335550199/', {})
  for (const { owner, message, application, pack } of [mine, theirs]) {
    const listed = async (path: string, id: string) => {
      const { meta, objects } = (await owner.call('GET', path)).body
      return [meta.total_count, ...objects.map((object: Record<string, unknown>) => object[id])]
    }
    expect(await listed('/Message/', 'message_uuid')).toEqual([1, message])
    expect(await listed('/Application/', 'app_id')).toEqual([1, application])
    expect(await listed('/Powerpack/', 'uuid')).toEqual([1, pack])
    expect(await listed('/Number/', 'number')).toEqual([1, owner === one ? '13125550177' : '18335550199'])
    for (const path of ['/Message/', '/Application/', '/Number/'])
      expect((await main.call('GET', `${path}?subaccount=${owner.authId}`)).body.meta.total_count).toBe(1)
  }
  await main.send()
  expect((await main.call('GET', '/Message/')).body.meta.total_count).toBe(3)
  expect((await main.call('GET', '/Application/')).body.meta.total_count).toBe(3)
  expect((await main.call('GET', '/Message/?subaccount=SA000000000000000000')).body.meta.total_count).toBe(0)
  // Asking for somebody else's does not lead out of one's own.
  expect((await one.call('GET', `/Message/?subaccount=${other.authId}`)).body.meta.total_count).toBe(0)
})

test('a medium is found by way of its own message, and not among those that were uploaded', async () => {
  const mine = await sendMedia(one)
  const next = await sendMedia(one)
  expect((await one.call('GET', `/Message/${mine.uuid}/Media/${mine.medium}/`)).body.media_id).toBe(mine.medium)
  expect((await one.call('GET', `/Message/${next.uuid}/Media/${mine.medium}/`)).status).toBe(404)
  expect((await one.call('GET', '/Media/')).body.meta.total_count).toBe(0)
})

test('uploaded files are listed for who uploaded them, and sent by nobody else', async () => {
  const form = new FormData()
  form.append('file', new Blob(['x'], { type: 'image/png' }), 'a.png')
  const { auth_id, auth_token } = (await main.call('GET', `/Subaccount/${one.authId}/`)).body
  const uploaded = await fetch(`${main.world.url}/v1/Account/${auth_id}/Media/`, {
    method: 'POST',
    headers: basic(auth_id, auth_token),
    body: form,
  })
  const { objects } = (await uploaded.json()) as { objects: { media_id: string }[] }
  const id = objects[0]!.media_id
  const mms = { src: '14155550100', dst: '14155550123', type: 'mms', media_ids: [id] }
  expect((await one.call('GET', '/Media/')).body.meta.total_count).toBe(1)
  expect((await other.call('GET', '/Media/')).body.meta.total_count).toBe(0)
  expect((await one.call('GET', `/Media/${id}/`)).status).toBe(200)
  expect((await other.call('GET', `/Media/${id}/`)).status).toBe(404)
  expect((await other.call('POST', '/Message/', mms)).status).toBe(400)
  expect((await one.call('POST', '/Message/', mms)).status).toBe(202)
})

test.each<[string, (application: string) => [string, object]]>([
  ['its number', (app_id) => ['/Number/13125550177/', { app_id }]],
  ['a powerpack', (application_id) => ['/Powerpack/', { name: 'x', application_id, application_type: 'XML' }]],
  ['a number that it rents', (app_id) => ['/PhoneNumber/14155550101/', { app_id }]],
])('an application of somebody else is not there for %s', async (_what, callWith) => {
  await main.call('POST', '/Number/13125550177/', { body: { subaccount: other.authId } })
  const [path, body] = callWith(await newApplication(one))
  const before = rows()
  expect((await other.call('POST', path, body)).status).toBe(400)
  expect(rows()).toBe(before)
  const [ownPath, own] = callWith(await newApplication(other))
  expect((await other.call('POST', ownPath, own)).status).toBeLessThan(300)
})

test('a powerpack of somebody else sends nothing, and its pool takes no numbers of others', async () => {
  await main.call('POST', '/Number/13125550177/', { body: { subaccount: one.authId } })
  await other.call('POST', '/PhoneNumber/18335550199/', {})
  const { uuid, pool } = await newPowerpack(one)
  expect((await one.call('POST', `${pool}Number/13125550177/`, {})).status).toBe(201)
  expect((await one.call('POST', `${pool}Number/18335550199/`, {})).status).toBe(404)
  expect((await other.call('POST', `${pool}Number/18335550199/`, {})).status).toBe(404)
  const message = { powerpack_uuid: uuid, dst: '14155550123', text: 'Hello' }
  expect(await other.call('POST', '/Message/', message)).toMatchObject({ status: 400 })
  expect(await one.call('POST', '/Message/', message)).toMatchObject({ status: 202 })
})

test('what a subaccount makes is its own, whomever it names', async () => {
  const id = await newApplication(one, { subaccount: other.authId })
  expect((await one.call('GET', `/Application/${id}/`)).status).toBe(200)
  expect((await other.call('GET', `/Application/${id}/`)).status).toBe(404)
  expect((await one.call('POST', `/Application/${id}/`, { subaccount: other.authId })).status).toBe(202)
  expect((await other.call('GET', `/Application/${id}/`)).status).toBe(404)
})

test('what comes in to a number, and what is replied, belongs to the subaccount that has the number', async () => {
  const { world } = main
  const app_id = await newApplication(one, { message_url: `${world.receiver.url}/in` })
  await main.call('POST', '/Number/13125550177/', { body: { subaccount: one.authId, app_id } })
  world.receiver.answer = ({ path }) =>
    path === '/in'
      ? {
          headers: { 'content-type': 'text/xml' },
          body: '<Response><Message src="13125550177" dst="14155550123">Thanks</Message></Response>',
        }
      : {}
  await world.handset('14155550123').writes('13125550177', 'Hi')
  await world.advance('idle')
  const { headers } = world.receiver.received[0]!
  const { auth_token } = (await main.call('GET', `/Subaccount/${one.authId}/`)).body
  const isSignedBy = (key: string, header: string) =>
    plivo.validateSignature(
      `${world.receiver.url}/in`,
      headers['x-plivo-signature-v2-nonce']!,
      headers[`x-plivo-signature-${header}`]!,
      key,
    )
  expect([isSignedBy(auth_token, 'v2'), isSignedBy(main.token, 'ma-v2'), isSignedBy(main.token, 'v2')]).toEqual([
    true,
    true,
    false,
  ])
  expect(await directions(one)).toEqual(['outbound', 'inbound'])
  expect(await directions(other)).toEqual([])
})

test('a default application is the default of its own account only', async () => {
  const byDefault = { default_number_app: true }
  const mine = await newApplication(one, byDefault)
  const theirs = await newApplication(other, byDefault)
  expect([await isDefault(one, mine), await isDefault(other, theirs)]).toEqual([true, true])
  await one.call('POST', '/PhoneNumber/14155550101/', {})
  await other.call('POST', '/PhoneNumber/14155550102/', {})
  expect(await applicationOf(one, '14155550101')).toBe(`/v1/Account/${one.authId}/Application/${mine}/`)
  expect(await applicationOf(other, '14155550102')).toBe(`/v1/Account/${other.authId}/Application/${theirs}/`)
})

test('what one caller was shown is not what the next is shown: addresses name who asks', async () => {
  const uuid = await send(one)
  const shownTo = async (authId: string, call: () => Promise<Answer>) => {
    const [message] = (await call()).body.objects
    expect(message.resource_uri).toBe(`/v1/Account/${authId}/Message/${uuid}/`)
    expect(message.message_uuid).toBe(uuid)
  }
  for (let turn = 0; turn < 2; turn++) {
    await shownTo(main.authId, () => main.call('GET', '/Message/'))
    await shownTo(one.authId, () => one.call('GET', '/Message/'))
  }
})

test("a subaccount's path opens with its own credentials only", async () => {
  const { auth_token } = (await main.call('GET', `/Subaccount/${one.authId}/`)).body
  const read = async (path: string, user: string, password: string) =>
    (await main.world.call('GET', `/v1/Account/${path}/Message/`, { headers: basic(user, password) })).status
  expect(await read(one.authId, one.authId, auth_token)).toBe(200)
  expect(await read(other.authId, one.authId, auth_token)).toBe(401)
  expect(await read(main.authId, one.authId, auth_token)).toBe(401)
  expect(await read(one.authId, main.authId, main.token)).toBe(401)
  expect(await read(one.authId, one.authId, main.token)).toBe(401)
})

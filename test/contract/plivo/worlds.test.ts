import plivo from 'plivo'
import { expect, test } from 'vitest'
import { stillOutside } from '../../../scripts/still-outside.ts'
import { Call } from '../../../src/http/call.ts'
import { Problem } from '../../../src/http/problem.ts'
import { plivo as provider } from '../../../src/providers/plivo/index.ts'
import { Simulator } from '../../../src/simulator/simulator.ts'
import { basic } from '../../support/world.ts'
import { openAccount } from './open-account.ts'

test('a fork goes on with what is under way, under credentials of its own', async () => {
  const { world, call, authId, send } = await openAccount()
  const { auth_id: branchId } = (await call('POST', '/Subaccount/', { body: { name: 'Branch' } })).body
  world.receiver.answer = ({ form }) => ({ status: form['Status'] === 'queued' ? 500 : 200 })
  const url = `${world.receiver.url}/status`
  const [uuid] = await send({ url })
  await world.advance(1)
  expect(world.receiver.received).toHaveLength(1)

  const forked = await world.admin('POST', '/fork', { id: `${world.id}-fork` })
  expect(forked.status).toBe(201)
  const { auth_id, auth_token } = forked.body.credentials.plivo
  expect(auth_id).not.toBe(authId)
  const inFork = (path: string) =>
    world.call('GET', `/v1/Account/${auth_id}${path}`, { headers: basic(auth_id, auth_token) })
  expect((await inFork(`/Message/${uuid}/`)).body).toMatchObject({
    message_state: 'sent',
    resource_uri: `/v1/Account/${auth_id}/Message/${uuid}/`,
  })
  const [branch] = (await inFork('/Subaccount/')).body.objects
  expect(branch.auth_id).not.toBe(branchId)
  const ofBranch = await world.call('GET', `/v1/Account/${branch.auth_id}/`, {
    headers: basic(branch.auth_id, branch.auth_token),
  })
  expect(ofBranch.status).toBe(200)

  world.receiver.received.length = 0
  world.receiver.answer = () => ({})
  await world.call('POST', `/_textbed/worlds/${world.id}-fork/clock/advance`, { body: { until: 'idle' } })
  expect(world.receiver.received.map(({ form }) => form['Status'])).toEqual(['queued', 'sent', 'delivered'])
  for (const { headers, form } of world.receiver.received) {
    const [nonce, signature] = [headers['x-plivo-signature-v3-nonce']!, headers['x-plivo-signature-v3']!]
    expect(plivo.validateV3Signature('POST', url, nonce, auth_token, signature, form)).toBe(true)
  }
  expect((await call('GET', `/Message/${uuid}/`)).body.message_state).toBe('sent')
})

test('a reset world is as new, and forgets its subaccounts', async () => {
  const { world, call, send } = await openAccount()
  const { auth_id, auth_token } = (await call('POST', '/Subaccount/', { body: { name: 'Branch' } })).body
  await send()
  await world.admin('POST', '/reset')
  expect((await call('GET', '/Message/')).body.meta.total_count).toBe(0)
  expect((await call('GET', '/Number/')).body.meta.total_count).toBe(2)
  const branch = await world.call('GET', `/v1/Account/${auth_id}/`, { headers: basic(auth_id, auth_token) })
  expect(branch.status).toBe(401)
})

test('where unknown credentials open a world, the token that comes first is its token', () => {
  const simulator = new Simulator({ providers: [provider], outside: stillOutside, unknownCredentials: 'auto' })
  const opened = simulator.worldOf('plivo', 'MA000000000000000001')
  expect(opened?.credentials['plivo']).toMatchObject({ auth_id: 'MA000000000000000001', auth_token: '' })
  expect(simulator.worldOf('plivo', 'nobody')).toBeUndefined()

  const authenticate = (token: string) => {
    const [endpoint] = provider.endpoints
    const headers = basic('MA000000000000000001', token)
    const request = { method: 'GET', path: '/', query: '', headers, body: null, bodyProblem: null, origin: '', ip: '' }
    return provider.dialect.authenticate(new Call(provider, endpoint!, request, {}, opened))
  }
  expect(authenticate('first')).toMatchObject({ authId: 'MA000000000000000001' })
  expect(opened?.credentials['plivo']).toMatchObject({ auth_token: 'first' })
  expect(() => authenticate('second')).toThrow(Problem)
})

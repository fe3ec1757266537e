import { describe, expect, test } from 'vitest'
import { basic, startWorld } from '../../support/world.ts'

const PERSON = '+14155550123'

async function startPlivo() {
  const world = await startWorld()
  const { auth_id, auth_token, number } = world.credentials.plivo as Record<string, string>
  const send = () =>
    world.call('POST', `/v1/Account/${auth_id}/Message/`, {
      headers: basic(auth_id!, auth_token),
      body: { src: number, dst: PERSON, text: 'Hello' },
    })
  return { ...world, number: `+${number}`, send }
}

describe('where "to" is left out, a person answers', () => {
  test('whoever texted them last', async () => {
    const { admin, advance, call, credentials, number, send } = await startPlivo()
    const { token, address } = credentials.rapidpro!
    const broadcast = { urns: [`tel:${PERSON}`], text: 'Hello' }
    await call('POST', '/api/v2/broadcasts.json', { headers: { authorization: `Token ${token}` }, body: broadcast })
    await advance('PT1M')
    const answer = () => admin('POST', `/handsets/${PERSON}/messages`, { text: 'Hi' })
    expect((await answer()).body).toMatchObject({ direction: 'wrote', provider: 'rapidpro', to: address })
    await send()
    expect((await answer()).body).toMatchObject({ provider: 'rapidpro' })
    await advance('PT1M')
    expect((await answer()).body).toMatchObject({ provider: 'plivo', to: number })
  })

  test('nobody where nobody has texted, which is said with the numbers that there are and with what is due', async () => {
    const { admin, send } = await startPlivo()
    await send()
    const { status, body } = await admin('POST', `/handsets/${PERSON}/messages`, { text: 'Hi' })
    expect(status).toBe(400)
    expect(body.error.message).toMatch(
      /^Nobody has texted \+14155550123 yet, so there is nobody to answer: say "to", such as .*\+14155550100 \(plivo\)\. The clock stands still at .*: advance the clock\.$/,
    )
    expect((await admin('GET', `/handsets/${PERSON}`)).body).toMatchObject({ wrote: 0 })
  })
})

describe('where a fault names no problem, it is', () => {
  test.each([
    [400, 'invalid'],
    [404, 'not_found'],
    [418, 'invalid'],
    [429, 'rate_limited'],
    [500, 'failed'],
    [502, 'unavailable'],
    [undefined, 'unavailable'],
  ])('for the status %s: %s', async (status, problem) => {
    const { admin, send } = await startPlivo()
    const fault = await admin('POST', '/faults', { match: 'plivo', effect: { kind: 'problem', status } })
    expect(fault.body.effect).toMatchObject({ problem })
    expect((await send()).status).toBe(status ?? 503)
  })
})

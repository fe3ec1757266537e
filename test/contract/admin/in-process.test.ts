import supertest from 'supertest'
import { expect, test } from 'vitest'
import { stillOutside } from '../../../scripts/still-outside.ts'
import { adminOf } from '../../../src/admin/index.ts'
import { providers } from '../../../src/providers/index.ts'
import { createServer } from '../../../src/server/app.ts'
import { RealTime } from '../../../src/server/real-time.ts'
import { Simulator } from '../../../src/simulator/simulator.ts'

test('the server can be driven by supertest, without a port of its own', async () => {
  const simulator = new Simulator({ providers, outside: stillOutside })
  const client = supertest(createServer(simulator, [...providers, adminOf(simulator)], new RealTime()))

  const { body: world } = await client.post('/_textbed/worlds').send({ id: 'mine' }).expect(201)
  const { auth_id, auth_token, number } = world.credentials.plivo

  const sent = await client
    .post(`/v1/Account/${auth_id}/Message/`)
    .auth(auth_id, auth_token)
    .send({ src: number, dst: '14155550123', text: 'Hello' })
    .expect(202)
  await client.post('/_textbed/worlds/mine/clock/advance').send({ until: 'idle' }).expect(200)

  const read = await client
    .get(`/v1/Account/${auth_id}/Message/${sent.body.message_uuid[0]}/`)
    .auth(auth_id, auth_token)
  expect(read.body).toMatchObject({ message_state: 'delivered', to_number: '14155550123' })
})

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stillOutside } from '../../../scripts/still-outside.ts'
import { adminOf } from '../../../src/admin/index.ts'
import { providers } from '../../../src/providers/index.ts'
import { type Running, start } from '../../../src/server/start.ts'
import { Simulator } from '../../../src/simulator/simulator.ts'
import { Snapshots } from '../../../src/simulator/snapshots.ts'
import { basic, request } from '../../support/world.ts'

// What an earlier run has left, in a server that goes on with it.

const DAY = 86_400_000
const kept = new Snapshots(join(mkdtempSync(join(tmpdir(), 'textbed-')), 'worlds.json'))
const STRANGER = `MA${'K'.repeat(18)}`
const before = Date.now()
let running: Running

beforeAll(async () => {
  const yesterday = before - DAY
  const earlier = new Simulator({
    providers,
    outside: { ...stillOutside, wallClock: () => yesterday },
    unknownCredentials: 'auto',
  })
  const real = earlier.create({ id: 'real', clock: { mode: 'real' } })
  real.deliveries.submit({ provider: 'plivo', message: 'M', from: '14155550100', to: '+14155550123', text: 'Hello' })
  earlier.create({ id: 'ahead', clock: { mode: 'real', now: before + DAY } })
  earlier.create({ id: 'scaled', clock: { mode: 'scaled', speed: 2 } })
  earlier.create({ id: 'frozen', clock: { now: yesterday } })
  earlier.worldOf('plivo', STRANGER)
  await kept.save(earlier)
  running = await start({
    providers,
    admin: adminOf,
    unknownCredentials: 'auto',
    prepare: async (simulator) => void (await kept.load(simulator)),
  })
})
afterAll(() => running.stop())

const admin = async (path: string) => (await request(`${running.url}/_textbed/worlds${path}`, 'GET')).body
const nowOf = async (world: string) => Date.parse((await admin(`/${world}/clock`)).now)

test('a real clock stands at the wall clock, and what was due in the meantime has happened in its time', async () => {
  const arrived = await admin('/real/wait?type=delivery.changed&state=delivered')
  expect(Date.parse(arrived.entry.at)).toBe(before - DAY + 3000)
  expect(await nowOf('real')).toBeGreaterThanOrEqual(before)
})

test('a real clock that had been moved ahead goes on from where it stood', async () => {
  const now = await nowOf('ahead')
  expect(now).toBeGreaterThanOrEqual(before + DAY)
  expect(now).toBeLessThan(before + 2 * DAY)
})

test('a scaled clock goes on from where it stood, a frozen one stands there', async () => {
  const now = await nowOf('scaled')
  expect(now).toBeGreaterThanOrEqual(before - DAY)
  expect(now).toBeLessThan(before)
  expect(await nowOf('frozen')).toBe(before - DAY)
})

test('the first call with a credential that had opened a world finds that world', async () => {
  const { status } = await request(`${running.url}/v1/Account/${STRANGER}/`, 'GET', {
    headers: basic(STRANGER, 'token'),
  })
  expect(status).toBe(200)
  const { worlds } = await admin('')
  expect(worlds.map(({ id }: { id: string }) => id)).toEqual([
    'real',
    'ahead',
    'scaled',
    'frozen',
    expect.stringMatching(/^auto-plivo-\w{8}$/),
  ])
})

test('a clock that follows time is left where it stands when the server stops, whenever it was last looked at', async () => {
  const server = await start({ providers, admin: adminOf })
  const world = server.simulator.create({ clock: { mode: 'scaled', now: 0, speed: 1_000_000 } })
  expect(world.now).toBe(0)
  await server.stop()
  expect(world.now).toBeGreaterThan(0)
})

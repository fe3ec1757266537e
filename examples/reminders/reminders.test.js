import assert from 'node:assert/strict'
import { after, afterEach, beforeEach, test } from 'node:test'
import { useTextbed } from 'textbed/testing'
import { remindersOf } from './reminders.js'

const textbed = await useTextbed()
after(() => textbed.stop())

let world, amina, appointments, remind
beforeEach(async ({ name }) => {
  world = await textbed.world({ name })
  amina = world.phone('+16505550123')
  appointments = new Map([[amina.number, { at: '2026-01-03T08:00Z' }]])
  const app = remindersOf(appointments, world.telerivet, 's3cret')
  const { url } = await world.listen(app)
  app.host = new URL(url).host
  await world.telerivet.sendTextsTo({ url: `${url}/texts`, secret: 's3cret' })
  remind = (now) => fetch(`${url}/remind?now=${now}`, { method: 'POST' })
})
afterEach(() => world.end())

test('a reminder comes the day before, and once', async () => {
  await remind('2026-01-02T07:00Z')
  await amina.receivesNothing()
  for (const hour of ['08', '09']) await remind(`2026-01-02T${hour}:00Z`)
  await amina.hasReceivedOnce('Your appointment is at 2026-01-03T08:00Z.')
  assert.equal(appointments.get(amina.number).status, 'delivered')
})

test('whoever answers CANCEL has no appointment any more, and is told so', async () => {
  await remind('2026-01-02T08:00Z')
  await amina.receives('Answer CANCEL')
  await amina.writes('Cancel ')
  assert.equal(appointments.size, 0)
  await amina.receives('Your appointment is cancelled.')
})

test('it is known whom no reminder reached', async () => {
  await amina.switchOff({ patience: 'PT1H' })
  await remind('2026-01-02T08:00Z')
  await amina.receivesNothing({ within: 'PT2H' })
  assert.match(appointments.get(amina.number).status, /failed|not_delivered/)
})

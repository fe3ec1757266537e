import { expect, test } from 'textbed/vitest'
import { Gateway } from './gateway.js'

const PEOPLE = { rapidpro: '+250788123123', telerivet: '+255712345678', plivo: '+14155550123' }

test('each country is reached by its platform', async ({ world, phone }) => {
  const gateway = new Gateway(world)
  for (const [platform, number] of Object.entries(PEOPLE)) {
    expect(await gateway.send(number, 'Hello')).toBe(platform)
    await phone(number).receives('Hello', { provider: platform })
  }
})

test('where one platform is down another takes its texts, each once', async ({ world, phone }) => {
  await world.telerivet.fail('*', { status: 503 })
  const went = await new Gateway(world).send(PEOPLE.telerivet, 'Hello')
  expect(went).not.toBe('telerivet')
  await expect(phone(PEOPLE.telerivet)).toHaveReceivedOnce('Hello')
})

test('what people write is heard once, by whichever platform', async ({ world, phone, listen }) => {
  const gateway = new Gateway(world)
  const { url } = await listen(gateway.app)
  await world.telerivet.sendTextsTo(`${url}/telerivet`)
  await world.plivo.sendTextsTo(`${url}/plivo`)
  for (const [platform, number] of Object.entries(PEOPLE))
    await phone(number).writes(`Hello ${platform}`, { to: world.numbers[platform] })
  await gateway.poll()
  await gateway.poll()
  expect(gateway.inbox.map(({ platform, from }) => [platform, from]).toSorted()).toEqual(
    Object.entries(PEOPLE).toSorted(),
  )
})

test('nobody is reached where all platforms are down', async ({ world, phone }) => {
  for (const platform of Object.keys(PEOPLE)) await world[platform].fail('*', { status: 503 })
  await expect(new Gateway(world).send(PEOPLE.plivo, 'Hello')).rejects.toThrow('No platform takes texts')
  await expect(phone(PEOPLE.plivo)).toReceiveNothing({ within: 'P1D' })
})

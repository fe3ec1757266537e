import express from 'express'
import plivo from 'plivo'
import { afterEach, describe, expect, test } from 'vitest'
import { type TestWorld, type TestWorldOptions, NobodyAwaited, Unmet, textbedAt } from '../../kits/testing/index.ts'
import { startWorld } from '../support/world.ts'

const PERSON = '+14155550123'

const worlds: TestWorld[] = []
afterEach(() => Promise.all(worlds.splice(0).map((world) => world.close())))

/** A world of the kit's, and a client of Plivo's in it. */
async function startKit(options: TestWorldOptions = {}) {
  const { url } = await startWorld()
  const world = await textbedAt(url).world({ seed: 'kit', patience: 0, ...options })
  worlds.push(world)
  const { auth_id, auth_token, number, url: api } = world.plivo
  const { messages } = new plivo.Client(auth_id, auth_token, { url: `${api}/${auth_id}` })
  return { world, phone: world.phone(PERSON), send: (text: string) => messages.create(number, PERSON, text, {}) }
}

describe('a phone', () => {
  test('receives a text once the clock has brought it, and knows what the pattern found and the code', async () => {
    const { phone, send } = await startKit()
    await send('Your code is 4711')
    const { text, groups, otp, about } = await phone.receives(/code is (\d)(\d+)(x)?/i)
    expect({ text, groups, otp }).toEqual({ text: 'Your code is 4711', groups: ['4', '711', ''], otp: '4711' })
    expect(about).toMatchObject({ state: 'delivered', provider: 'plivo' })
  })

  test('has received a text once its platform has told of that', async () => {
    const { world, phone } = await startKit()
    const { auth_id, auth_token, number } = world.plivo
    const receiver = await world.listen()
    const client = new plivo.Client(auth_id, auth_token, { url: `${world.plivo.url}/${auth_id}` })
    await client.messages.create(number, PERSON, 'Hello', { url: receiver.url })
    await phone.receives('Hello')
    expect(receiver.calls.map(({ fields }) => fields['Status'])).toEqual(['queued', 'sent', 'delivered'])
  })

  test('receives the next text each time, and the code of that one alone', async () => {
    const { phone, send } = await startKit()
    for (const text of ['Welcome', 'Code 1111', 'Code 2222']) await send(text)
    const first = await phone.receives()
    expect(first.text).toBe('Welcome')
    expect(() => first.otp).toThrow('There is no code in "Welcome"')
    expect((await phone.receives(/code/i)).otp).toBe('1111')
    expect((await phone.receives(/code/i)).otp).toBe('2222')
    await expect(phone.receives(/code/i)).rejects.toThrow(Unmet)
  })

  test('is the same however its number is written, and whoever asks for it', async () => {
    const { world, phone, send } = await startKit()
    await send('one')
    await phone.receives('one')
    expect(world.phone('+1 415 555-0123')).toBe(phone)
  })

  test('has received what was received before', async () => {
    const { phone, send } = await startKit()
    await send('Hello')
    await phone.receives('Hello')
    expect(await phone.hasReceived('Hello')).toMatchObject([{ text: 'Hello' }])
    expect(await phone.hasReceivedOnce('Hello')).toMatchObject({ text: 'Hello' })
    await send('Hello')
    await expect(phone.hasReceivedOnce('Hello')).rejects.toThrow('exactly once. It came twice')
    expect(await phone.hasReceived('Hello', { times: 2 })).toHaveLength(2)
  })

  test('receives nothing for a week, which takes no time', async () => {
    const { world, phone, send } = await startKit()
    await phone.receivesNothing({ within: 'P7D' })
    expect((await world.client.clock()).now).toBe('2026-01-08T00:00:00.000Z')
    await send('Hello')
    await phone.receivesNothing({ text: /bye/i })
    await expect(phone.receivesNothing()).rejects.toThrow('Expected no text')
  })

  test('that is switched off gets its texts when it is on again', async () => {
    const { phone, send } = await startKit()
    await phone.switchOff({ patience: 'P2D' })
    await send('Hello')
    await phone.receivesNothing({ within: 'P1D' })
    await phone.switchOn()
    await phone.receives('Hello')
    expect(await phone.messages()).toMatchObject([{ direction: 'received', text: 'Hello' }])
  })

  test('writes to whoever texted it last, and your code has heard of it then', async () => {
    const { world, phone, send } = await startKit()
    const receiver = await world.listen()
    await world.plivo.sendTextsTo(`${receiver.url}/incoming?x=1`)
    await send('Hello')
    await phone.receives('Hello')
    await phone.writes('STOP')
    expect(receiver.calls).toMatchObject([{ method: 'POST', path: '/incoming?x=1', fields: { Text: 'STOP' } }])
    await phone.writes('JOIN', { to: world.numbers.telerivet })
    expect((await phone.messages()).map(({ to }) => to)).toEqual([PERSON, world.numbers.plivo, world.numbers.telerivet])
  })
})

describe('what goes wrong', () => {
  test('says what was expected and what came, and points at the line of the test', async () => {
    const { phone, send } = await startKit()
    await send('Hello')
    const unmet = await phone.receives('Goodbye').catch((error: unknown) => error as Unmet)
    expect(unmet).toBeInstanceOf(Unmet)
    const { message, stack, came } = unmet as Unmet
    expect(message).toMatch(
      /^Expected a text with .*"Goodbye".*\n {2}\S+ {2}\+14155550100 → \+14155550123 {2}"Hello" \(/s,
    )
    expect(came).toHaveLength(1)
    expect(stack!.split('\n    at ')[1]).toContain('testing.test.ts')
  })

  test('is refused in textbed’s own words where a call makes no sense', async () => {
    const { phone, world } = await startKit()
    await expect(phone.receives(/(?<=a)b/)).rejects.toThrow('Patterns here cannot look ahead or behind')
    await expect(phone.writes('Hi')).rejects.toThrow('Nobody has texted +14155550123 yet')
    await expect(world.plivo.fail('sendMesage' as 'sendMessage')).rejects.toThrow('plivo.sendMessage')
    await expect(world.phone('12345').messages()).rejects.toThrow('"12345" is not a phone number')
  })

  test('fails the test where somebody called and did not await', async () => {
    const { world, phone } = await startKit()
    const awaited = phone.receivesNothing()
    void phone.receives('never')
    await awaited
    const error = await world.end().catch((one: unknown) => one as Error)
    worlds.splice(0)
    expect(error).toBeInstanceOf(NobodyAwaited)
    expect(error!.message).toBe(
      'Nobody awaited phone.receives("never"): write "await" before it, or its verdict is lost.',
    )
    expect(error!.stack!.split('\n    at ')[1]).toContain('testing.test.ts')
    await expect(world.client.show()).rejects.toThrow('There is no world')
  })
})

describe('a platform', () => {
  test('fails as often as it is told, with its own words', async () => {
    const { world, phone, send } = await startKit()
    await world.plivo.fail('sendMessage', { status: 500, times: 2 })
    await expect(send('one')).rejects.toThrow(Error)
    await expect(send('two')).rejects.toThrow(Error)
    await send('three')
    await phone.hasReceivedOnce()
    await world.plivo.fail('*')
    await expect(send('four')).rejects.toThrow(Error)
    await expect(send('five')).rejects.toThrow(Error)
  })

  test('loses an answer once, and has done its work', async () => {
    const { world, phone, send } = await startKit()
    await world.plivo.loseAnswer('sendMessage')
    await expect(send('Hello')).rejects.toThrow(/ECONNRESET|socket hang up/)
    await send('Hello')
    await phone.hasReceived('Hello', { times: 2 })
  })

  test('lets calls wait for the clock', async () => {
    const { world, send } = await startKit()
    await world.plivo.delay('sendMessage', 'PT30S', { times: 1 })
    const sent = send('Hello')
    await world.client.wait({ type: 'fault.met' })
    await world.advance('PT30S')
    expect((await sent).messageUuid).toHaveLength(1)
  })

  test('refuses too many calls, by limits of its own or of the test', async () => {
    const { world, send } = await startKit()
    expect(await world.rapidpro.limitCalls()).not.toEqual([])
    await world.plivo.limitCalls({ limit: 1, window: 60 })
    await send('one')
    await expect(send('two')).rejects.toThrow(Error)
    await world.advance('PT1M')
    await send('three')
  })

  test('hears nothing of a text where the plan says so', async () => {
    const { world, phone, send } = await startKit()
    await world.plan({ to: PERSON, reports: [] })
    await send('Hello')
    expect((await phone.hasReceivedOnce()).reports).toEqual([])
  })

  test('comes with its address and credentials, also as environment variables', async () => {
    const { world } = await startKit()
    expect(world.env).toMatchObject({
      PLIVO_AUTH_ID: world.plivo.auth_id,
      TELERIVET_API_KEY: world.telerivet.api_key,
      RAPIDPRO_API_URL: world.rapidpro.url,
      RAPIDPRO_TOKEN: world.rapidpro.token,
    })
  })
})

describe('a world', () => {
  test('listens for the application under test, until it ends', async () => {
    const { world } = await startKit()
    const { url } = await world.listen(express().get('/hello', (_request, response) => void response.send('Hi')))
    expect(await (await fetch(`${url}/hello`)).text()).toBe('Hi')
    await world.end()
    worlds.splice(0)
    await expect(fetch(url)).rejects.toThrow(Error)
  })

  test('whose clock follows real time moves no clock, and has patience alone', async () => {
    const { phone } = await startKit({ clock: { mode: 'real' } })
    await phone.receivesNothing()
    await expect(phone.receives('Hello')).rejects.toThrow(Unmet)
  })

  test('tells its story: the conversation, and what the journal said last', async () => {
    const { world, phone, send } = await startKit({ name: 'a title' })
    expect(world.name).toBe('a title')
    expect(await world.story()).toBe(
      'No text was sent or written.\n\nNothing happened in this world: no call reached it.',
    )
    await send('Hello')
    await phone.receives()
    expect(await world.story()).toMatch(
      /^The conversation:\n.* → \+14155550123 {2}"Hello" \(delivered\) {2}by plivo\n\nThe journal's last lines:\n.*operation="plivo\.sendMessage"[^]*state="delivered"/,
    )
  })
})

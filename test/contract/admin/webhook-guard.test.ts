import { type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { webhookSender } from '../../../src/server/send-webhook.ts'
import { startReceiver } from '../../support/receiver.ts'
import { serveToy, startToyWorld } from './start-toy.ts'

/** Where a webhook got to: what the journal says of its only attempt. */
async function attemptTo(status_url: string, server?: Awaited<ReturnType<typeof serveToy>>) {
  const world = await startToyWorld({}, server)
  await world.admin('POST', '/delivery-plans', { steps: [{ after: 1, state: 'sent' }] })
  await world.send({ status_url })
  const { body } = await world.advance(2)
  return body.events.find(({ type }: { type: string }) => type === 'webhook.attempted')
}

describe('a webhook to', () => {
  test.each([
    ['http://93.184.216.34/', '93.184.216.34'],
    ['http://93.184.216.34:8080/path?x=1', '93.184.216.34'],
    ['http://1.1/', '1.0.0.1'],
    ['http://0x5db8d822/', '93.184.216.34'],
    ['http://[2606:4700::1111]/', '[2606:4700::1111]'],
    ['http://[::ffff:93.184.216.34]/', '[::ffff:5db8:d822]'],
    ['http://169.254.169.254/latest/meta-data', '169.254.169.254'],
    ['http://[fe80::1]/', '[fe80::1]'],
    ['http://100.64.0.1/', '100.64.0.1'],
    ['http://0.0.0.0/', '0.0.0.0'],
    ['http://172.32.0.1/', '172.32.0.1'],
    ['http://[::]/', '[::]'],
    ['http://[::ffff:0.0.0.0]/', '[::ffff:0:0]'],
    // Where clouds keep their machines' secrets, in the private range and out of it.
    ['http://[fd00:ec2::254]/latest/meta-data', '[fd00:ec2::254]'],
    ['http://[fd00:ec2::23]/v1/credentials', '[fd00:ec2::23]'],
    ['http://[fd20:ce::254]/', '[fd20:ce::254]'],
    ['http://[fd00:c1::a9fe:a9fe]/', '[fd00:c1::a9fe:a9fe]'],
    ['http://[fd00:42::42]/', '[fd00:42::42]'],
    ['http://100.100.100.200/', '100.100.100.200'],
    ['http://192.0.0.192/', '192.0.0.192'],
    ['http://168.63.129.16/', '168.63.129.16'],
    // Link-local and public addresses in the spellings of other protocols.
    ['http://[::ffff:169.254.169.254]/', '[::ffff:a9fe:a9fe]'],
    ['http://[::169.254.169.254]/', '[::a9fe:a9fe]'],
    ['http://[::93.184.216.34]/', '[::5db8:d822]'],
    ['http://[64:ff9b::169.254.169.254]/', '[64:ff9b::a9fe:a9fe]'],
    ['http://[64:ff9b::10.0.0.1]/', '[64:ff9b::a00:1]'],
    ['http://[2002:a9fe:a9fe::]/', '[2002:a9fe:a9fe::]'],
    ['http://[2001:0:a9fe:a9fe::1]/', '[2001:0:a9fe:a9fe::1]'],
    ['http://2852039166/', '169.254.169.254'],
    ['http://0251.0376.0251.0376/', '169.254.169.254'],
  ])('%s is refused, and not tried again', async (url, host) => {
    const attempt = await attemptTo(url)
    expect(attempt).toMatchObject({ ok: false, answered: null })
    expect(attempt.error).toContain(`Webhooks go to loopback and private addresses only, and ${host} is`)
    expect(attempt.error).toContain(`--allow-webhooks-to ${host}`)
  })

  test.each([
    ['ftp://localhost/', 'Webhooks go over http or https, not ftp:'],
    ['file:///etc/passwd', 'Webhooks go over http or https, not file:'],
    ['nowhere', '"nowhere" is not a URL.'],
    ['http://', '"http://" is not a URL.'],
  ])('%s cannot be sent', async (url, error) => {
    expect(await attemptTo(url)).toMatchObject({ ok: false, error })
  })

  test('the name localhost is received', async () => {
    const receiver = await startReceiver()
    const attempt = await attemptTo(receiver.url.replace('127.0.0.1', 'localhost'))
    expect(attempt).toMatchObject({ ok: true, answered: { status: 200 } })
    expect(receiver.received).toHaveLength(1)
  })

  test('an address that was allowed is tried', async () => {
    const server = await serveToy({ allowWebhooksTo: ['0.0.0.0'] })
    const receiver = await startReceiver()
    expect(await attemptTo(receiver.url.replace('127.0.0.1', '0.0.0.0'), server)).toMatchObject({ ok: true })
    await server.stop()
  })

  test('somebody who sends it elsewhere is not followed', async () => {
    const elsewhere = await startReceiver()
    const receiver = await startReceiver()
    receiver.answer = () => ({ status: 302, headers: { location: elsewhere.url } })
    expect(await attemptTo(receiver.url)).toMatchObject({
      ok: false,
      answered: { status: 302, headers: { location: elsewhere.url } },
    })
    expect(elsewhere.received).toEqual([])
  })

  test('a port where nobody listens fails with the reason', async () => {
    const gone = await startReceiver()
    gone.stop()
    const attempt = await attemptTo(gone.url)
    expect(attempt).toMatchObject({ ok: false, answered: null })
    expect(attempt.error).toContain('ECONNREFUSED')
  })
})

const send = (url: string, more: object = {}) =>
  webhookSender([])({ url, method: 'POST', headers: {}, body: 'a=1', timeout: 5000, ...more })

/** Tries a host whose name leads to these addresses; answers what came of it, and who was connected to. */
async function sendTo(host: string, addresses: string[], allowed: string[] = []) {
  const receiver = await startReceiver()
  const asked: string[] = []
  const sender = webhookSender(allowed, (name, _options, done) => {
    asked.push(name)
    if (addresses.length === 0)
      done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }), [])
    else
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
  })
  const url = `http://${host}:${new URL(receiver.url).port}/status`
  const answer = await sender({ url, method: 'POST', headers: {}, body: 'a=1', timeout: 5000 })
  receiver.stop()
  return { answer, asked, received: receiver.received.length }
}

describe('a name that leads', () => {
  test.each([
    ['to a public address', ['93.184.216.34']],
    ['to several', ['93.184.216.34', '2606:4700::1111']],
    ['to where a cloud keeps secrets', ['169.254.169.254']],
    ['to where it keeps them in the private range', ['fd00:ec2::254']],
    ['everywhere', ['0.0.0.0']],
    ['to a link of this machine', ['fe80::1%lo']],
  ])('%s is refused, and not tried again', async (_where, addresses) => {
    const { answer, asked, received } = await sendTo('app.example.org', addresses)
    expect(answer).toMatchObject({
      error: `Webhooks go to loopback and private addresses only, and app.example.org is ${addresses[0]}. Start textbed with --allow-webhooks-to app.example.org to allow it.`,
      final: true,
    })
    expect({ asked, received }).toEqual({ asked: ['app.example.org'], received: 0 })
  })

  test.each([
    ['here', ['127.0.0.1']],
    ['here, as IPv6 writes it', ['::ffff:127.0.0.1']],
    ['to a public address and here', ['93.184.216.34', '127.0.0.1']],
    ['here and to where secrets are', ['127.0.0.1', '169.254.169.254']],
  ])('%s is received here, whatever else it leads to', async (_where, addresses) => {
    const { answer, received } = await sendTo('app.example.org', addresses)
    expect(answer).toMatchObject({ status: 200 })
    expect(received).toBe(1)
  })

  test('nowhere is tried again: it may lead somewhere by then', async () => {
    const { answer } = await sendTo('app.example.org', [])
    expect(answer).toMatchObject({ error: 'getaddrinfo ENOTFOUND app.example.org', final: false })
  })

  test.each([
    ['App.Example.org', 'app.example.org'],
    ['app.example.org.', 'app.example.org'],
    ['app.example.org', 'App.Example.ORG.'],
  ])('to no near address is received where %s was called for and %s is allowed', async (host, allowed) => {
    expect((await sendTo(host, ['0.0.0.0'])).answer).toMatchObject({ final: true })
    expect(await sendTo(host, ['0.0.0.0'], [allowed])).toMatchObject({ answer: { status: 200 }, received: 1 })
  })

  test('an IPv6 address may be allowed with its brackets or without', async () => {
    for (const allowed of ['::', '[::]']) {
      const { answer } = await sendTo('[::]', [], [allowed])
      expect(answer).not.toMatchObject({ error: expect.stringContaining('Webhooks go to') })
    }
  })
})

describe('the way out', () => {
  test('answers what cannot be sent at all, and never fails', async () => {
    const receiver = await startReceiver()
    expect(await send(receiver.url, { headers: { 'x-secret': 'a\nb' } })).toMatchObject({
      error: expect.stringContaining('Invalid character'),
      final: true,
    })
    expect(await send(receiver.url, { headers: { 'x secret': 'a' } })).toMatchObject({ final: true })
    expect(receiver.received).toEqual([])
  })

  test.each([
    ['says nothing', (response: ServerResponse) => void response],
    [
      'begins and says no more',
      (response: ServerResponse) => void response.writeHead(200, { 'content-length': '10' }).write('half'),
    ],
  ])('gives up on a receiver that %s', async (_name, answer) => {
    const server = createServer((_request, response) => answer(response))
    const url = await new Promise<string>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
    )
    expect(await send(url, { timeout: 30 })).toEqual({ error: 'no answer within 0.03 s', final: false, late: true })
    server.closeAllConnections()
    server.close()
  })

  test('reads no more of an answer than a megabyte', async () => {
    const receiver = await startReceiver()
    receiver.answer = () => ({ body: 'x'.repeat(3_000_000) })
    const answer = await send(receiver.url)
    expect('body' in answer && answer.body.length).toBeLessThanOrEqual(1_048_576)
  })

  test('sends what it was given, and the user and password of the address', async () => {
    const receiver = await startReceiver()
    await send(receiver.url.replace('http://', 'http://me:secret@'), { headers: { 'x-a': 'b' }, body: 'ü=1' })
    expect(receiver.received).toMatchObject([
      {
        method: 'POST',
        text: 'ü=1',
        headers: {
          'x-a': 'b',
          'content-length': '4',
          authorization: `Basic ${Buffer.from('me:secret').toString('base64')}`,
        },
      },
    ])
  })
})

import { type ServerResponse, createServer } from 'node:http'
import { type AddressInfo, type Socket, createServer as createSocketServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { OutboundRequest } from '../../../src/http/outbound-request.ts'
import { wayOut } from '../../../src/server/call-out.ts'
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
    expect(attempt).toMatchObject({ ok: false, outcome: 'not_allowed', answered: null })
    expect(attempt.error).toContain(`Webhooks go to loopback and private addresses only, and ${host} is`)
    expect(attempt.error).toContain(`--allow-webhooks-to ${host}`)
  })

  test.each([
    ['ftp://localhost/', 'not_allowed', 'Webhooks go over http or https, not ftp:'],
    ['file:///etc/passwd', 'not_allowed', 'Webhooks go over http or https, not file:'],
    ['nowhere', 'impossible', '"nowhere" is not a URL.'],
    ['http://', 'impossible', '"http://" is not a URL.'],
  ])('%s cannot be sent', async (url, outcome, error) => {
    expect(await attemptTo(url)).toMatchObject({ ok: false, outcome, error })
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
    expect(attempt).toMatchObject({ ok: false, outcome: 'refused', answered: null })
    expect(attempt.error).toContain('ECONNREFUSED')
  })
})

const send = (url: string, more: Partial<OutboundRequest> = {}) =>
  wayOut([])({ url, method: 'POST', headers: {}, body: 'a=1', timeout: 5000, ...more })

/** Tries a host whose name leads to these addresses; answers what came of it, and who was connected to. */
async function sendTo(host: string, addresses: string[], allowed: string[] = []) {
  const receiver = await startReceiver()
  const asked: string[] = []
  const sender = wayOut(allowed, (name, _options, done) => {
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
      kind: 'not_allowed',
      why: `Webhooks go to loopback and private addresses only, and app.example.org is ${addresses[0]}. Start textbed with --allow-webhooks-to app.example.org to allow it.`,
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
    expect(answer).toEqual({ kind: 'unreachable', why: 'getaddrinfo ENOTFOUND app.example.org' })
  })

  test.each([
    ['App.Example.org', 'app.example.org'],
    ['app.example.org.', 'app.example.org'],
    ['app.example.org', 'App.Example.ORG.'],
  ])('to no near address is received where %s was called for and %s is allowed', async (host, allowed) => {
    expect((await sendTo(host, ['0.0.0.0'])).answer).toMatchObject({ kind: 'not_allowed' })
    expect(await sendTo(host, ['0.0.0.0'], [allowed])).toMatchObject({ answer: { status: 200 }, received: 1 })
  })

  test('an IPv6 address may be allowed with its brackets or without', async () => {
    for (const allowed of ['::', '[::]']) {
      const { answer } = await sendTo('[::]', [], [allowed])
      expect(answer).not.toMatchObject({ kind: 'not_allowed' })
    }
  })
})

/** Somebody who answers whatever comes with these bytes. */
async function startSocket(answer: (socket: Socket) => void): Promise<{ url: string; stop: () => void }> {
  const sockets = new Set<Socket>()
  const server = createSocketServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).once('data', () => answer(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop }
}

/** Says a beginning, and then the same again as long as it is taken. */
function pourInto(socket: Socket, beginning: string, again: string): void {
  socket.write(beginning)
  const more = () => !socket.destroyed && socket.write(again, () => setImmediate(more))
  more()
}

describe('the way out', () => {
  test('answers what cannot be sent at all, and never fails', async () => {
    const receiver = await startReceiver()
    expect(await send(receiver.url, { headers: { 'x-secret': 'a\nb' } })).toMatchObject({
      kind: 'impossible',
      why: expect.stringContaining('Invalid character'),
    })
    expect(await send(receiver.url, { headers: { 'x secret': 'a' } })).toMatchObject({ kind: 'impossible' })
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
    expect(await send(url, { timeout: 30 })).toEqual({ kind: 'too_slow', why: 'no answer within 0.03 s' })
    server.closeAllConnections()
    server.close()
  })

  test.each<[what: string, answer: (socket: Socket) => void]>([
    ['resets the connection', (socket) => socket.resetAndDestroy()],
    ['hangs up without a word', (socket) => socket.end()],
    ['hangs up within the head', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le')],
    ['hangs up within the body', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf')],
    [
      'hangs up within a piece',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal'),
    ],
    ['speaks another protocol', (socket) => socket.end('220 mail.example.test ESMTP\r\n')],
    [
      'changes to another protocol',
      (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: chat\r\n\r\n'),
    ],
    ['has headers without end', (socket) => pourInto(socket, 'HTTP/1.1 200 OK\r\n', `X: ${'x'.repeat(1000)}\r\n`)],
    ['says two lengths', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab')],
  ])('is told that it broke off with a receiver that %s', async (_what, answer) => {
    const { url, stop } = await startSocket(answer)
    expect(await send(url)).toMatchObject({ kind: 'broken_off', why: expect.stringMatching(/./) })
    stop()
  })

  test.each<[what: string, answer: (socket: Socket) => void]>([
    ['whose answer never ends', (socket) => pourInto(socket, 'HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(60_000))],
    ['whose answer is long', (socket) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(3_000_000)}`)],
  ])('reads no more than a megabyte of a receiver %s', async (_what, answer) => {
    const { url, stop } = await startSocket(answer)
    const heard = await send(url)
    expect(heard).toMatchObject({ kind: 'answered', status: 200 })
    expect('body' in heard && heard.body.length).toBe(1_048_576)
    stop()
  })

  test('ends with its time where a receiver says a little now and then', async () => {
    const { url, stop } = await startSocket((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.on('data', () => {})
      const drip = () => !socket.destroyed && socket.write('.', () => setImmediate(drip))
      drip()
    })
    expect(await send(url, { timeout: 30 })).toEqual({ kind: 'too_slow', why: 'no answer within 0.03 s' })
    stop()
  })

  test('calls by any method, with bytes as they are', async () => {
    const receiver = await startReceiver()
    const body = Buffer.from('ü\u0000', 'latin1')
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']) await send(receiver.url, { method, body })
    expect(receiver.received.map(({ method, headers }) => [method, headers['content-length']])).toEqual([
      ['PUT', '2'],
      ['PATCH', '2'],
      ['DELETE', '2'],
      ['OPTIONS', '2'],
      ['PROPFIND', '2'],
    ])
    for (const method of ['HEAD', 'GET'])
      expect(await send(receiver.url, { method, body: null })).toMatchObject({ kind: 'answered', status: 200 })
    expect(await send(receiver.url, { method: 'NO SUCH' })).toMatchObject({ kind: 'impossible' })
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

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

import { once } from 'node:events'
import { Agent, get as getOverHttp } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import { rawCall } from '../../support/raw-call.ts'
import { request } from '../../support/world.ts'
import { serveToy, startToyWorld } from './start-toy.ts'

const { url } = await serveToy()

describe('what is no call to an API', () => {
  test('the root leads to the documents', async () => {
    expect(await request(`${url}/`, 'GET')).toMatchObject({ status: 302, headers: { location: '/docs/' } })
    expect(await request(`${url}/docs`, 'GET')).toMatchObject({ status: 302, headers: { location: '/docs/' } })
  })

  test('the documents are a page with its files', async () => {
    const page = await request(`${url}/docs/`, 'GET')
    expect(page).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } })
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, file]) => file!)
    expect(files.length).toBeGreaterThan(2)
    for (const file of files) {
      const { status } = await request(new URL(file, `${url}/docs/`).href, 'GET')
      expect(`${file} ${status}`).toBe(`${file} 200`)
    }
  })

  test.each([
    ['GET', '/nowhere', 404, 'unknown_path'],
    ['POST', '/nowhere', 404, 'unknown_path'],
    ['GET', '/openapi/none.json', 404, 'unknown_path'],
    ['GET', '/openapi/%zz', 404, 'unknown_path'],
    ['GET', '/docs/%00', 404, 'unknown_path'],
    ['GET', '/openapi/..%2f..%2fpackage.json', 404, 'unknown_path'],
    ['GET', '/w/', 404, 'unknown_path'],
    ['GET', '/w/nobody', 404, 'unknown_path'],
    ['GET', '/toyx/messages', 404, 'unknown_path'],
  ])('%s %s is refused with %i, as JSON', async (method, path, status, code) => {
    const answer = await request(url + path, method)
    expect({ status: answer.status, code: answer.body?.error?.code }).toEqual({ status, code })
    expect(answer.text).not.toContain('node_modules')
  })

  test('an address that no API has names those that they have', async () => {
    const { body } = await request(`${url}/nowhere`, 'GET')
    expect(body.error.message).toBe(
      'Nothing is served at GET /nowhere. The APIs begin at /_textbed, /healthz, /toy; their documents are at /docs.',
    )
  })
})

/** Sends bytes as they are; answers all that comes back until the connection ends. */
function raw(...parts: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      for (const part of parts) socket.write(part)
    })
    let text = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    socket.on('end', () => resolve(text)).on('error', reject)
  })
}

describe('on the wire', () => {
  test('calls on one connection are answered in their order', async () => {
    const { world } = await startToyWorld()
    const head = `Host: x\r\nAuthorization: Bearer ${world.credentials['toy']!['key']}\r\n`
    const text = await raw(
      `POST /toy/messages HTTP/1.1\r\n${head}Content-Length: 4\r\n\r\nnope`,
      `GET /toy/messages?limit=1 HTTP/1.1\r\n${head}\r\n`,
      `GET /toy/messages/M0 HTTP/1.1\r\n${head}Connection: close\r\n\r\n`,
    )
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 200', 'HTTP/1.1 404'])
  })

  test('a body comes in any pieces, counted or not, and the next call of the connection is its own', async () => {
    const { world } = await startToyWorld()
    const head = `Host: x\r\nAuthorization: Bearer ${world.credentials['toy']!['key']}\r\nContent-Type: application/json\r\n`
    const body = JSON.stringify({ to: '+16505550123', text: 'In one piece, in two and in many.' })
    const counted = `POST /toy/messages HTTP/1.1\r\n${head}Content-Length: ${body.length}\r\n\r\n${body}`
    const chunks = Array.from(body, (letter) => `1\r\n${letter}\r\n`).join('')
    const uncounted = `POST /toy/messages HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`
    const last = `GET /toy/messages HTTP/1.1\r\n${head}Connection: close\r\n\r\n`
    const all = counted + uncounted + counted + last
    for (const at of [head.length + 40, counted.length - 3, counted.length, counted.length + uncounted.length - 2]) {
      const text = await raw(all.slice(0, at), all.slice(at))
      expect(text.match(/HTTP\/1\.1 \d+/g)?.join()).toBe('HTTP/1.1 201,HTTP/1.1 201,HTTP/1.1 201,HTTP/1.1 200')
    }
    expect(world.journal.from(1, Infinity, ({ type }) => type === 'message.created')).toHaveLength(12)
  })

  test('calls of one connection that wait for the clock all end with it, those behind others included', async () => {
    const { world, admin } = await startToyWorld()
    await admin('POST', '/faults', { match: 'toy', effect: { kind: 'delay', by: 60 } })
    const head = `Host: x\r\nAuthorization: Bearer ${world.credentials['toy']!['key']}\r\n`
    const get = `GET /toy/messages HTTP/1.1\r\n${head}\r\n`
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(get.repeat(3)))
    const until = async (waiting: number) => {
      while (world.waits.size !== waiting) await new Promise((resolve) => setImmediate(resolve))
    }
    await until(3)
    socket.destroy()
    await until(0)
    const entries = world.journal.from(1, Infinity, ({ type }) => type === 'call')
    expect(entries.map(({ refused }) => refused)).toEqual(
      Array.from({ length: 3 }, () => 'The caller has gone while the call was delayed.'),
    )
  })

  test('a HEAD has the headers of the GET and no body', async () => {
    const { call } = await startToyWorld()
    const [get, head] = [await call('GET', '/toy/messages'), await call('HEAD', '/toy/messages')]
    expect(head).toMatchObject({ status: 200, text: '' })
    expect(head.headers['content-length']).toBe(get.headers['content-length'])
  })

  test('an answer without a body says so', async () => {
    const { admin } = await startToyWorld()
    const { status, headers, text } = await admin('DELETE', '/faults')
    expect({ status, text }).toEqual({ status: 204, text: '' })
    expect(headers).not.toHaveProperty('content-length')
    expect(headers).not.toHaveProperty('content-type')
  })

  test('slashes too many, and one at the end, change nothing', async () => {
    const { call, send } = await startToyWorld()
    const { body } = await send()
    for (const path of [`/toy//messages/${body.id}`, `//toy/messages/${body.id}/`, `/toy/messages/${body.id}?`]) {
      expect(await call('GET', path)).toMatchObject({ status: 200, body: { id: body.id } })
    }
  })

  test('a call that breaks off in the middle of its body harms nobody', async () => {
    const { world } = await startToyWorld()
    const key = world.credentials['toy']!['key']!
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
        socket.write(
          `POST /toy/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Length: 100\r\n\r\n{"to":`,
          () => socket.destroy(),
        )
      })
      socket.on('close', () => resolve())
    })
    expect((await request(`${url}/healthz`, 'GET')).status).toBe(200)
  })

  test('a simulator that is stopped answers what is under way, and nobody after that', async () => {
    const own = await serveToy({})
    const world = await startToyWorld({}, own)
    await world.admin('POST', '/faults', { match: 'toy.sendMessage', effect: { kind: 'delay', by: 'PT1H' } })
    const [waiting, delayed] = [world.admin('GET', '/wait?type=message.inbound&timeout=300'), world.send()]
    await world.admin('GET', '/wait?type=fault.met')
    await Promise.all([own.stop(), own.stop()])
    expect(await waiting).toMatchObject({ status: 200, body: { matched: false } })
    expect((await delayed).status).toBe(201)
    await expect(world.admin('GET', '/clock')).rejects.toThrow('fetch failed')
  })

  test('a simulator that is stopped waits for no connection that a client keeps for its next call, and cuts nobody off', async () => {
    const own = await serveToy({})
    const cutOff = vi.spyOn(own.server, 'closeAllConnections')
    const world = await startToyWorld({}, own)
    const agent = new Agent({ keepAlive: true })
    const status = new Promise((resolve) => {
      getOverHttp(`${own.url}/_textbed/worlds/${world.id}/wait?type=message.inbound&timeout=300`, { agent }, (answer) =>
        answer.resume().on('end', () => resolve(answer.statusCode)),
      )
    })
    await once(own.server, 'request')
    await own.stop()
    expect(await status).toBe(200)
    expect(cutOff).not.toHaveBeenCalled()
    agent.destroy()
  })

  test('a call that is still arriving when the simulator is stopped is answered, too, and waits for no clock', async () => {
    const own = await serveToy({})
    const world = await startToyWorld({}, own)
    await world.admin('POST', '/faults', { match: 'toy.sendMessage', effect: { kind: 'delay', by: 'PT1H' } })
    const body = '{"to": "+250788123123", "text": "hello"}'
    const socket = connect(Number(new URL(own.url).port), '127.0.0.1')
    socket.write(
      `POST /toy/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${world.world.credentials['toy']!['key']}\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
    )
    await once(own.server, 'request')
    const stopping = own.stop()
    socket.write(body.slice(5))
    let text = ''
    for await (const chunk of socket) text += String(chunk)
    await stopping
    expect(text).toContain('HTTP/1.1 201 ')
  })

  test('a simulator that is stopped does not wait for a receiver that hangs, and says how far the clock got', async () => {
    const own = await serveToy({})
    const world = await startToyWorld({}, own)
    let go!: () => void
    const asked = new Promise<void>((resolve) => {
      world.receiver.answer = () => {
        resolve()
        return new Promise((answer) => (go = () => answer({})))
      }
    })
    await world.send()
    const advancing = world.advance(10)
    await asked
    await own.stop()
    expect(await advancing).toMatchObject({ status: 409, body: { error: { code: 'gone' } } })
    expect((await advancing).text).toContain(
      'The clock was stopped at 2026-01-01T00:00:01.000Z, after 2 jobs: textbed is being stopped.',
    )
    // Whoever keeps the world keeps the attempt, which begins again.
    expect(world.world.clock.state().jobs).toMatchObject([{ kind: 'webhook.attempt' }, { kind: 'delivery.step' }])
    go()
  })
})

test('a body whose first piece is larger than all that is taken is refused, and not kept waiting', async () => {
  // The toy platform takes 10,000 bytes; pieces of a body arrive up to 64 kB at once.
  const answer = await rawCall(`${url}/toy/messages`, {
    method: 'POST',
    headers: { 'transfer-encoding': 'chunked', 'content-type': 'application/json' },
    body: Buffer.alloc(60_000, ' '),
  })
  expect([401, 413]).toContain(answer.status)
})

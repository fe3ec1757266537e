import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'

const { url, id, credentials } = await startWorld()
const { authorization } = { authorization: `Token ${credentials['rapidpro']!['token']}` }

/** What comes back for these bytes until the connection ends, or is reset with some of them unread; the sender says nothing more after them. */
function send(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let read = ''
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.end(bytes, 'latin1'))
    socket
      .setEncoding('latin1')
      .on('data', (chunk: string) => (read += chunk))
      .on('close', () => resolve(read))
      .on('error', (error: NodeJS.ErrnoException) => error.code !== 'ECONNRESET' && reject(error))
  })
}

const head = (line: string, ...headers: string[]): string =>
  `${[line, 'Host: localhost', 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`

const CONTACTS = '/api/v2/contacts.json'

describe('whatever comes over the wire is answered or hung up on, and the next call is served:', () => {
  test.each([
    ['no HTTP at all', '\u0000\u0001\u0002\u0003'],
    ['a method that nobody knows', head('BREW / HTTP/1.1')],
    ['a proxy for everybody', head('CONNECT example.test:443 HTTP/1.1')],
    ['an address in the place of a path', head(`GET http://localhost${CONTACTS} HTTP/1.1`)],
    ['an address of another host', head(`GET http://evil.example/_textbed/worlds HTTP/1.1`)],
    ['a star', head('OPTIONS * HTTP/1.1')],
    ['another protocol', head('GET / HTTP/1.1', 'Upgrade: websocket', 'Connection: Upgrade')],
    ['a version to come', head('GET / HTTP/9.9')],
    ['nothing but slashes', head(`GET ${'/'.repeat(5000)} HTTP/1.1`)],
    ['a path without end', head(`GET /${'x'.repeat(15_000)} HTTP/1.1`)],
    ['headers without end', head('GET / HTTP/1.1', ...Array.from({ length: 3000 }, (_, index) => `X-${index}: 1`))],
    ['a header of the largest size', head('GET / HTTP/1.1', `X: ${'x'.repeat(100_000)}`)],
    ['a path with a zero byte', head('GET /v1/%00/projects HTTP/1.1')],
    ['a broken escape', head('GET /v1/%zz HTTP/1.1')],
    ['a broken escape in a prefix', head('GET /w/%zz/v1/projects HTTP/1.1')],
    ['no world in a prefix', head('GET /w//v1/projects HTTP/1.1')],
    ['a prefix alone', head('GET /w/ HTTP/1.1')],
    ['a world that is a prototype', head('GET /w/__proto__/v1/projects HTTP/1.1')],
    ['such a world in a header', head('GET /v1/projects HTTP/1.1', 'X-Textbed-World: constructor')],
    ['two worlds in headers', head('GET /v1/projects HTTP/1.1', `X-Textbed-World: ${id}`, 'X-Textbed-World: other')],
    ['text of another alphabet in a header', head('GET /v1/projects HTTP/1.1', 'Authorization: Basic \u00ff\u00fe')],
    ['two lengths', head(`POST ${CONTACTS} HTTP/1.1`, 'Content-Length: 2', 'Content-Length: 3') + '{}'],
    ['a length that is none', head(`POST ${CONTACTS} HTTP/1.1`, 'Content-Length: -1')],
    [
      'a length and pieces',
      head(`POST ${CONTACTS} HTTP/1.1`, 'Content-Length: 2', 'Transfer-Encoding: chunked') + '{}',
    ],
    ['broken pieces', head(`POST ${CONTACTS} HTTP/1.1`, 'Transfer-Encoding: chunked') + 'zz\r\n{}\r\n'],
    ['pieces that never end', head(`POST ${CONTACTS} HTTP/1.1`, 'Transfer-Encoding: chunked') + '2\r\n{}\r\n'],
    ['a body that never comes', head(`POST ${CONTACTS} HTTP/1.1`, 'Content-Length: 100')],
    [
      'half a packed body',
      head(`POST ${CONTACTS} HTTP/1.1`, 'Content-Encoding: gzip', 'Content-Length: 100') + '\u001f\u008b',
    ],
    [
      'a body with a GET',
      head(`GET ${CONTACTS} HTTP/1.1`, `Authorization: ${authorization}`, 'Content-Length: 9') + 'not read!',
    ],
    ['two calls at once', head(`GET ${CONTACTS} HTTP/1.1`) + head('GET / HTTP/1.1')],
  ])('%s', async (_what, bytes) => {
    const answer = await send(bytes)
    expect(answer).not.toMatch(/^HTTP\/1\.1 5/)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })
})

test('a whole address in the place of a path, as to a proxy, is read as its path', async () => {
  const answer = await send(head(`GET http://localhost/w/${id}${CONTACTS} HTTP/1.1`, `Authorization: ${authorization}`))
  expect(answer).toMatch(/^HTTP\/1\.1 200 /)
})

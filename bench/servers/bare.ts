/**
 * The yardstick: node:http and nothing else answers by its path one JSON object of about 600 bytes, or a page of so many
 * texts with so many bytes in all, which it joins as whoever remembers the texts of rows does.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MESSAGE } from './message.ts'

const messages = new Map([['/messages/1', MESSAGE]])
const pages = new Map<string, string[]>()

const server = createServer((request, response) => {
  const answer = messageAt(request.url!) ?? pageAt(request.url!)
  if (answer === undefined) {
    response.writeHead(404).end()
    return
  }
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) })
    .end(answer)
})

function messageAt(path: string): string | undefined {
  const message = messages.get(path)
  return message && JSON.stringify(message)
}

/** `/pages/50/30000`: 50 texts and 30,000 bytes. */
function pageAt(path: string): string | undefined {
  const texts = pages.get(path) ?? prepare(path)
  return texts && `{"data":[${texts.join(',')}]}`
}

function prepare(path: string): string[] | undefined {
  const [, count, bytes] = /^\/pages\/(\d+)\/(\d+)$/.exec(path) ?? []
  if (count === undefined) return undefined
  const around = '{"data":[]}'.length + Number(count) - 1
  const texts = Array.from({ length: Number(count) }, (_, index) => {
    const [from, to] = [index, index + 1].map((part) => Math.round((part * (Number(bytes) - around)) / Number(count)))
    return JSON.stringify('x'.repeat(to! - from! - 2))
  })
  pages.set(path, texts)
  return texts
}

server.listen(0, '127.0.0.1', () => {
  console.log(`bare listens on http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})

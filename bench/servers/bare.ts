/** The yardstick: node:http and nothing else answers one JSON object of about 600 bytes by its path. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MESSAGE } from './message.ts'

const messages = new Map([['/messages/1', MESSAGE]])

const server = createServer((request, response) => {
  const message = messages.get(request.url!)
  if (!message) {
    response.writeHead(404).end()
    return
  }
  const answer = JSON.stringify(message)
  response
    .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) })
    .end(answer)
})

server.listen(0, '127.0.0.1', () => {
  console.log(`bare listens on http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})

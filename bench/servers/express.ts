/** What such a mock usually is: Express with express.json, a router per provider, every route of textbed, rows in a Map. */
import type { AddressInfo } from 'node:net'
import express, { type RequestHandler, Router } from 'express'
import { providers } from '../../src/providers/index.ts'
import { MESSAGE } from './message.ts'

type Message = typeof MESSAGE

const messages = new Map<string, Message>()
const byContact = new Map<string, Message[]>()

const send: RequestHandler = (request, response) => {
  const { to_number, contact, dst, content, text } = request.body
  const to = String(to_number ?? contact ?? dst)
  const id = `SM${messages.size + 1}`
  const message: Message = { ...MESSAGE, id, contact_id: to, to_number: to, content: content ?? text }
  messages.set(id, message)
  if (!byContact.has(to)) byContact.set(to, [])
  byContact.get(to)!.push(message)
  response.json({ ...message, contact: { uuid: to }, message_uuid: [id] })
}

/** Whatever else can be posted. */
const echo: RequestHandler = (request, response) => {
  response.json(request.body)
}

/** One message where its id is given, else those of a contact. */
const show: RequestHandler = (request, response) => {
  const query = request.query as Record<string, string | undefined>
  const one = messages.get(query['id'] ?? String(Object.values(request.params).at(-1)))
  const contact = query['contact'] ?? query['contact_id'] ?? query['to_number'] ?? ''
  response.json(one ?? { data: (byContact.get(contact) ?? []).slice(0, Number(query['limit'] ?? 50)) })
}

const app = express()
app.use(express.json())
for (const provider of providers) {
  const router = Router()
  for (const { method, path } of provider.endpoints) {
    const handler = method === 'get' ? show : /message/i.test(path) ? send : echo
    router[method](path.replace(/\{(\w+)\}/g, ':$1'), handler)
  }
  app.use(router)
}

const server = app.listen(0, '127.0.0.1', () => {
  console.log(`express listens on http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})

import { randomInt } from 'node:crypto'
import express from 'express'
import plivo from 'plivo'

const form = (field, label) =>
  `<form method="post" action="/${field}"><label>${label} <input name="${field}"></label><button>Go on</button></form>`

/** A page that asks for a phone number, then for the code that it has sent there, and then says welcome. */
export function signUp({ auth_id, auth_token, number, url }) {
  const { messages } = new plivo.Client(auth_id, auth_token, { url: `${url}/${auth_id}` })
  const codes = new Set()
  const app = express().use(express.urlencoded())
  app.get('/', (_request, response) => response.send(form('phone', 'Your phone')))
  app.post('/phone', async ({ body: { phone } }, response) => {
    const code = String(randomInt(100_000, 1_000_000))
    codes.add(code)
    // The page does not wait for the text.
    response.send(form('code', 'The code'))
    await messages.create(number, phone, `Your code is ${code}.`)
  })
  app.post('/code', ({ body: { code } }, response) => {
    response.send(codes.delete(code) ? 'Welcome!' : 'Who are you?')
  })
  return app
}

import { promisify } from 'node:util'
import express from 'express'
import plivo from 'plivo'
import telerivet from 'telerivet'

/** Which platform reaches a country best, by its calling code. */
const ROUTES = { '+250': 'rapidpro', '+255': 'telerivet' }

/** One way to send texts and one to hear of them, whichever of three platforms they go by. */
export class Gateway {
  /** What people wrote: `{ platform, from, text }`, each once. */
  inbox = []
  #seen = new Set()
  #senders
  #rapidpro

  constructor(accounts) {
    this.#rapidpro = accounts.rapidpro
    this.#senders = {
      telerivet: byTelerivet(accounts.telerivet),
      rapidpro: (to, text) => this.#ask('broadcasts', { urns: [`tel:${to}`], text }),
      plivo: byPlivo(accounts.plivo),
    }
  }

  /** Sends a text, by another platform where the best one refuses it. Answers by which it went. */
  async send(to, text) {
    const best = ROUTES[to.slice(0, 4)] ?? 'plivo'
    for (const platform of [best, ...Object.keys(this.#senders).filter((one) => one !== best)]) {
      const went = await this.#senders[platform](to, text).catch(() => false)
      if (went !== false) return platform
    }
    throw new Error(`No platform takes texts to ${to}.`)
  }

  /** Where Telerivet and Plivo hand over what people write. */
  get app() {
    const app = express().use(express.urlencoded())
    app.post('/telerivet', ({ body: { id, from_number, content } }, response) => {
      this.#keep('telerivet', id, from_number, content)
      response.end()
    })
    app.post('/plivo', ({ body: { MessageUUID, From, Text } }, response) => {
      this.#keep('plivo', MessageUUID, `+${From}`, Text)
      response.end()
    })
    return app
  }

  /** RapidPro hands texts to flows alone: its inbox has to be looked into. */
  async poll() {
    const { results } = await this.#ask('messages.json?folder=inbox')
    for (const { uuid, urn, text } of results.toReversed()) this.#keep('rapidpro', uuid, urn.replace('tel:', ''), text)
  }

  #keep(platform, id, from, text) {
    if (this.#seen.has(id)) return
    this.#seen.add(id)
    this.inbox.push({ platform, from, text })
  }

  async #ask(path, body) {
    const { url, token } = this.#rapidpro
    const answer = await fetch(`${url}/${body ? `${path}.json` : path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`RapidPro answered ${answer.status}.`)
    return answer.json()
  }
}

function byTelerivet({ api_key, project_id, url }) {
  const project = new telerivet.API(api_key, url).initProjectById(project_id)
  const send = promisify(project.sendMessage.bind(project))
  return (to, text) => send({ to_number: to, content: text })
}

function byPlivo({ auth_id, auth_token, number, url }) {
  const { messages } = new plivo.Client(auth_id, auth_token, { url: `${url}/${auth_id}` })
  return (to, text) => messages.create(number, to, text)
}

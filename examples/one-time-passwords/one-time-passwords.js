import { randomInt } from 'node:crypto'
import plivo from 'plivo'

/** Sends people codes by Plivo, and knows them again. A code is good once, and until the next one is sent. */
export class OneTimePasswords {
  #codes = new Map()
  #messages
  #number

  constructor({ auth_id, auth_token, number, url }) {
    this.#messages = new plivo.Client(auth_id, auth_token, { url: `${url}/${auth_id}` }).messages
    this.#number = number
  }

  async send(person) {
    const code = String(randomInt(100_000, 1_000_000))
    this.#codes.set(person, code)
    await this.#text(person, `Your code is ${code}. Nobody of us will ask you for it.`)
  }

  check(person, code) {
    return this.#codes.get(person) === code && this.#codes.delete(person)
  }

  /** Plivo may be out of breath: a text is tried three times. */
  async #text(person, text, tries = 3) {
    try {
      await this.#messages.create(this.#number, person, text)
    } catch (error) {
      if (tries === 1) throw error
      await this.#text(person, text, tries - 1)
    }
  }
}

import { derive } from './random.ts'

/** Credentials by provider and name. */
export type Credentials = Record<string, Record<string, string>>

/** Every credential that leads to a world, by provider, and the id of the row that it is a key of. */
export type Keys = Map<string, Map<string, string>>

/** Secrets remembered; more than so many rows with keys few worlds have. */
const SECRETS_KEPT = 10_000

/** What a keyring is told, and tells, once its world is among others. */
export interface KeyringPorts {
  /** Credentials that were not made for the world: those of the call that opened it. */
  adopted: Readonly<Credentials>
  /** What clients log in with and the ids that they start from, worked out from what the world holds now. */
  shown(): Credentials
  /** Calls are to find the world by one more credential. */
  added(provider: string, credential: string): void
}

/** What leads to one world and is in no snapshot of it. A fork has the same rows, and other secrets for them. */
export class Keyring {
  #ports: KeyringPorts = { adopted: {}, shown: () => ({}), added: () => {} }
  #keys: Keys = new Map()
  /** By provider and words. */
  readonly #secrets = new Map<string, Map<string, string>>()

  constructor(
    /** The world's id. */
    readonly world: string,
  ) {}

  connect(ports: KeyringPorts): void {
    this.#ports = ports
  }

  get adopted(): Readonly<Credentials> {
    return this.#ports.adopted
  }

  shown(): Credentials {
    return this.#ports.shown()
  }

  /** Text of an alphabet that depends on the world's id and the words alone: rows hold none of it. */
  secret(provider: string, words: string, alphabet: string, length: number): string {
    let secrets = this.#secrets.get(provider)
    if (!secrets) this.#secrets.set(provider, (secrets = new Map()))
    let secret = secrets.get(words)
    if (secret === undefined) {
      if (secrets.size >= SECRETS_KEPT) secrets.clear()
      secrets.set(words, (secret = derive(`${this.world}\u0000${provider}\u0000${words}`, alphabet, length)))
    }
    return secret
  }

  /** Completes what the world has adopted. */
  adopt(provider: string, credentials: Readonly<Record<string, string>>): void {
    const { adopted } = this.#ports
    this.#ports.adopted = { ...adopted, [provider]: { ...adopted[provider], ...credentials } }
  }

  get keys(): Keys {
    return this.#keys
  }

  learn(keys: Keys): void {
    this.#keys = keys
  }

  /** Takes one more key in. It leads here as long as the world lasts: once its row is gone, it is refused here. */
  add(provider: string, credential: string, owner: string): void {
    const keys = this.#keys.get(provider)
    if (keys) keys.set(credential, owner)
    else this.#keys.set(provider, new Map([[credential, owner]]))
    this.#ports.added(provider, credential)
  }

  /** The id of the row that a credential is, or was, the key of; undefined where it is none of this world's. */
  ownerOf(provider: string, credential: string): string | undefined {
    return this.#keys.get(provider)?.get(credential)
  }
}

import { defineCollection } from '../store/collection.ts'
import type { Row } from '../store/row.ts'

/** An address that a provider account sends from and receives at; its id is the address. */
export interface Route extends Row {
  provider: string
  /** What the provider calls it: a Telerivet phone's id, a RapidPro channel's uuid, a Plivo number. */
  account: string
}

export const routes = defineCollection<Route>('network.routes', { indexes: ['provider', 'account'] })

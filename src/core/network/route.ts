import { defineCollection } from '../store/collection.ts'
import * as kept from '../store/kept.ts'

/** An address that a provider account sends from and receives at; its id is the address. */
export const routes = defineCollection(
  'network.routes',
  {
    provider: kept.provider,
    /** What the provider calls it: a Telerivet phone's id, a RapidPro channel's uuid, a Plivo number. */
    account: kept.text,
  },
  { indexes: ['provider', 'account'] },
)

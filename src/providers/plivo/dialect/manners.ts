import type { Endpoint } from '../../../http/endpoint.ts'

/** What an endpoint tells the dialect about itself. */
export interface Manners {
  /** Its body is a form with files. */
  readonly upload?: boolean
  /** Only the main account may: what a subaccount is told. */
  readonly mainAccountOnly?: string
}

export const mannersOf = (endpoint: Endpoint): Manners => endpoint.manners ?? NONE

const NONE: Manners = {}

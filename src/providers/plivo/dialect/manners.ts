import type { Endpoint } from '../../../http/endpoint.ts'

/** What an endpoint tells the dialect about itself. */
export interface Manners {
  /** Its body is a form with files. */
  readonly upload?: boolean
}

export const mannersOf = (endpoint: Endpoint): Manners => endpoint.manners ?? NONE

const NONE: Manners = {}

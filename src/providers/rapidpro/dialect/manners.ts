import type { Row } from '../../../core/store/row.ts'
import type { Endpoint } from '../../../http/endpoint.ts'
import type { Call } from '../../../http/call.ts'
import type { Caller } from './caller.ts'

/** What an endpoint tells the dialect's stages about itself. */
export interface Manners {
  /** Documentation: any name under the API's base. */
  readonly documentation?: boolean
  /** Credentials are asked for before the method is looked at. */
  readonly credentialsFirst?: boolean | undefined
  /** Bodies count only where they are forms. */
  readonly formsOnly?: boolean
  /** Parameters of the URL of which at most one may be there. */
  readonly exclusive?: readonly string[] | undefined
  /** Finds the row that the URL names. @throws Problem */
  readonly find?: ((call: Call<Caller>) => Row | undefined) | undefined
  /** What has to be settled before the body is read: rows that may not change, a workspace that is full. @throws Problem */
  readonly guard?: ((call: Call<Caller>) => void) | undefined
  /** The first rule about the body as a whole that it breaks, as a sentence or as the issues of single fields. */
  readonly rule?: ((call: Call<Caller>) => string | undefined) | undefined
}

export const mannersOf = (endpoint: Endpoint): Manners => endpoint.manners ?? NONE

const NONE: Manners = {}

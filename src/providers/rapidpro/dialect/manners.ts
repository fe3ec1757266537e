import type { Row } from '../../../core/store/row.ts'
import type { Endpoint } from '../../../http/endpoint.ts'
import type { RapidproCall } from './caller.ts'

/** What an endpoint tells the dialect's stages about itself. */
export interface Manners {
  /** Open to anybody, counted nowhere. */
  readonly open?: boolean
  /** Documentation: any name under the API's base. */
  readonly documentation?: boolean
  /** Credentials are asked for before the method is looked at. */
  readonly credentialsFirst?: boolean
  /** Bodies count only where they are forms. */
  readonly formsOnly?: boolean
  /** Parameters of the URL of which at most one may be there. */
  readonly exclusive?: readonly string[] | undefined
  /** Finds the row that the URL names. @throws Problem */
  readonly find?: (call: RapidproCall) => Row | undefined
  /** What has to be settled before the body is read: rows that may not change, a workspace that is full. @throws Problem */
  readonly guard?: (call: RapidproCall) => void
  /** The first rule about the body as a whole that it breaks, as a sentence or as the issues of single fields. */
  readonly rule?: (call: RapidproCall) => string | undefined
}

export const mannersOf = (endpoint: Endpoint): Manners => (endpoint.manners as Manners | undefined) ?? NONE

const NONE: Manners = {}

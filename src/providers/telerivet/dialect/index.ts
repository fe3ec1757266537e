import type { Dialect } from '../../../http/call.ts'
import {
  authenticate,
  keepWithinLimits,
  obeyFaults,
  parseBody,
  readBody,
  readQuery,
  refuseUnknownPath,
  refuseWrongMethod,
  unpackBody,
} from '../../../http/stages.ts'
import { type Caller, authenticate as whoCalls, credential } from './auth.ts'
import { parseBody as parseAnyBody, parseQuery } from './body.ts'
import { checkPermission, findProject } from './check-access.ts'
import { keepWithinPlan } from './keep-within-plan.ts'
import { problemSchema, problemStatuses, renderProblem } from './problems.ts'

/** Room for a hundred messages or two hundred contacts in one call, and for media as data URIs. */
const BODY_LIMIT = 6 * 1024 * 1024

/** How Telerivet speaks. Parameters that it does not know are ignored: live integrations send misspelt ones. */
export const dialect: Dialect<Caller> = {
  stages: [
    obeyFaults,
    authenticate,
    keepWithinLimits,
    refuseUnknownPath,
    refuseWrongMethod,
    findProject,
    checkPermission,
    readQuery,
    unpackBody,
    parseBody,
    readBody,
    keepWithinPlan,
  ],
  bodyLimit: BODY_LIMIT,
  credential,
  credentialInBody: true,
  authenticate: whoCalls,
  parseQuery,
  parseBody: parseAnyBody,
  renderProblem,
  problemSchema,
  problemStatuses,
}

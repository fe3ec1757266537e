import type { Call, Dialect } from '../../../http/call.ts'
import { type JsonText, jsonObject } from '../../../http/json-text.ts'
import { Problem } from '../../../http/problem.ts'
import * as stages from '../../../http/stages.ts'
import { authenticate, credential } from './auth.ts'
import { parseBody, parseQuery } from './body.ts'
import type { Caller } from './caller.ts'
import { isAbsent } from './fields.ts'
import { mannersOf } from './manners.ts'
import { problemSchema, problemStatuses, renderProblem } from './problems.ts'

/** How Plivo speaks. */
export const dialect: Dialect<Caller> = {
  stages: [
    stages.authenticate,
    stages.refuseUnknownPath,
    stages.refuseWrongMethod,
    stages.obeyFaults,
    stages.keepWithinLimits,
    refuseSubaccounts,
    stages.readQuery,
    stages.unpackBody,
    stages.parseBody,
    stages.readBody,
    refuseAsynchronousMode,
  ],
  // Of JSON and forms; uploads may be larger.
  bodyLimit: 1024 * 1024,
  credential,
  authenticate,
  parseQuery,
  parseBody,
  renderProblem,
  dress(body, call) {
    const api_id = call.world.random.uuid('plivo.api_id')
    return jsonObject({ api_id }, body as Record<string, unknown> | JsonText)
  },
  // Where there is no body as well: Ruby's client reads a 204 without it as a failure.
  headers: () => ({ 'content-type': 'application/json' }),
  problemSchema,
  problemStatuses,
}

/** Some operations are the main account's business. */
function refuseSubaccounts({ endpoint, caller }: Call<Caller>): void {
  const { mainAccountOnly } = mannersOf(endpoint)
  if (mainAccountOnly !== undefined && caller.subaccount !== null) throw new Problem('forbidden', mainAccountOnly)
}

/** Its result would be posted somewhere later: better refused than never posted. */
function refuseAsynchronousMode(call: Call): void {
  if (call.body.callback_url !== undefined || !isAbsent(call.rawQuery['callback_url'])) {
    throw new Problem('not_simulated', 'textbed does not simulate the asynchronous mode: leave callback_url out')
  }
}

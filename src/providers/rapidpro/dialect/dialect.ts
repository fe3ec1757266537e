import type { Dialect } from '../../../http/dialect.ts'
import { Problem } from '../../../http/problem.ts'
import { credentialOf, identify } from './auth.ts'
import { readAnyBody } from './body.ts'
import type { Caller } from './caller.ts'
import { headersFor } from './headers.ts'
import { problemSchema, problemStatuses, renderProblem } from './problems.ts'
import { stages } from './stages.ts'

/** RapidPro's manners: those of Django REST framework, with its own sentences. */
export const dialect: Dialect<Caller> = {
  stages,
  // Uploads of 25 MB, and room for what is wrapped around them.
  bodyLimit: 26 * 1024 * 1024,
  credential: credentialOf,
  authenticate: (call) => {
    const caller = identify(call)
    if (!caller) throw new Problem('unauthenticated')
    return caller
  },
  parseQuery: (call) => {
    const values: Record<string, string> = {}
    for (const [name, value] of new URLSearchParams(call.request.query)) if (name !== '__proto__') values[name] = value
    return values
  },
  parseBody: (call) => readAnyBody(call) as Record<string, unknown>,
  renderProblem,
  headers: headersFor,
  problemSchema,
  problemStatuses,
}

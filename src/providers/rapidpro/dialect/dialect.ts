import type { Dialect } from '../../../http/call.ts'
import { Written } from '../../../http/message.ts'
import { Problem } from '../../../http/problem.ts'
import { asciiJson } from './ascii.ts'
import { credentialOf, identify, isGateway } from './auth.ts'
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
  headers: (call) => (isGateway(call.request) ? {} : headersFor(call)),
  dress: (body, { request }) =>
    isGateway(request) ? body : new Written(asciiJson(body instanceof Written ? body.text : JSON.stringify(body))),
  problemSchema,
  problemStatuses,
}

import { keywordsOf } from '../../../core/schema-keywords.ts'
import type { Call, Dialect } from '../../../http/call.ts'
import type { Fields } from '../../../http/field.ts'
import { Problem } from '../../../http/problem.ts'
import { credentialOf, identify, isGateway } from './auth.ts'
import { parseBody } from './body.ts'
import type { Caller } from './caller.ts'
import { refuseTooManyParameters } from './form.ts'
import { headersFor } from './headers.ts'
import { LIMITS } from './limits.ts'
import { problemSchema, problemStatuses, renderProblem } from './problems.ts'
import { stages } from './stages.ts'

/** RapidPro's manners: those of Django REST framework, with its own sentences. */
export const dialect: Dialect<Caller> = {
  stages,
  bodyLimit: LIMITS.body,
  credential: credentialOf,
  authenticate: (call) => {
    const caller = identify(call)
    if (!caller) throw new Problem('unauthenticated')
    return caller
  },
  parseQuery: (call) => {
    refuseTooManyParameters(call.request.query)
    const values: Record<string, string | string[]> = {}
    for (const [name, value] of new URLSearchParams(call.request.query)) {
      if (name === '__proto__') continue
      if (!isRepeated(call, name)) values[name] = value
      else if (Object.hasOwn(values, name)) (values[name] as string[]).push(value)
      else values[name] = [value]
    }
    return values
  },
  parseBody,
  renderProblem,
  headers: (call) => (isGateway(call.request) ? {} : headersFor(call)),
  problemSchema,
  problemStatuses,
}

/** Of most parameters the last value counts, of these all. */
const isRepeated = ({ endpoint }: Call, name: string): boolean => {
  const fields: Fields = endpoint.query ?? {}
  return Object.hasOwn(fields, name) && keywordsOf(fields[name]!.schema).type === 'array'
}

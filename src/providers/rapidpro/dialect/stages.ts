import type { Call } from '../../../http/call.ts'
import { type Issue, Problem } from '../../../http/problem.ts'
import { type Stage, keepWithinLimits, obeyFaults, readQuery } from '../../../http/stages.ts'
import { identify } from './auth.ts'
import { readAnyBody } from './body.ts'
import type { RapidproCall } from './caller.ts'
import type { BodyField } from './fields.ts'
import { mannersOf } from './manners.ts'
import { refuseBlocked } from './workspace-blocks.ts'

const refuseLostCalls: Stage = (call) => {
  if (call.miss === 'unknown_path') throw new Problem('unknown_path')
}

/** Bad credentials are refused before anything else is looked at, missing ones only later. */
const checkCredentials: Stage = (call) => {
  if (!mannersOf(call.endpoint).open) call.caller = identify(call)
}

/** Most endpoints tell even strangers which methods they take. */
const refuseWrongMethod: Stage = (call) => {
  if (call.miss !== 'wrong_method') return
  const { credentialsFirst, documentation } = mannersOf(call.endpoint)
  if (credentialsFirst) refuseStrangers(call)
  if (documentation) refuseOnDocumentation(call)
  throw new Problem('wrong_method')
}

/** "/contacts" is a page about "/contacts.json"; whoever sends something there meets the permissions of anonymous people. */
function refuseOnDocumentation(call: Call): void {
  const name = call.params['endpoint']
  if (!call.api.endpoints.some(({ path }) => path === `/api/v2/${name}.json`)) throw new Problem('unknown_path')
  if (call.request.method === 'POST') throw new Problem('unauthenticated')
}

const refuseStrangers = (call: Call): void => {
  if (!call.caller && !mannersOf(call.endpoint).open) throw new Problem('unauthenticated')
}

/** Only administrators and editors may use keys. */
const checkRole: Stage = (call: RapidproCall) => {
  if (call.caller && !KEY_ROLES.has(call.caller.workspace.key_role)) throw new Problem('forbidden')
}

const KEY_ROLES = new Set(['administrator', 'editor'])

const throttle: Stage = (call) => {
  if (!mannersOf(call.endpoint).open) keepWithinLimits(call)
}

const findTarget: Stage = (call: RapidproCall) => {
  const { find, guard } = mannersOf(call.endpoint)
  if (find) call.caller.target = find(call)
  guard?.(call)
}

/** Every field is read and all that is wrong is reported together; the body as a whole is judged only after that. */
const readBody: Stage = (call) => {
  if (!call.endpoint.body) return
  const body = readAnyBody(call)
  if (!(body instanceof Promise)) return judge(call, body)
  return body.then((read) => judge(call, read))
}

function judge(call: RapidproCall, body: Record<string, unknown>): void {
  if (call.caller) refuseBlocked(call.caller.workspace)
  const issues: Issue[] = []
  const values: Record<string, unknown> = {}
  const fields = call.endpoint.body as Readonly<Record<string, BodyField<unknown>>>
  for (const name in fields) {
    const value = fields[name]!.read(Object.hasOwn(body, name) ? body[name] : undefined, [name], issues, call)
    if (value !== undefined) values[name] = value
  }
  if (issues.length > 0) throw new Problem('invalid', '', { issues })
  call.body = values
  const broken = mannersOf(call.endpoint).rule?.(call)
  if (broken !== undefined)
    throw new Problem('invalid', '', { issues: [{ path: ['non_field_errors'], rule: 'whole', message: broken }] })
}

/** The life of a call: credentials, method, role, throttle, then the row that the URL names, then the body. */
export const stages: readonly Stage[] = [
  refuseLostCalls,
  obeyFaults,
  checkCredentials,
  refuseWrongMethod,
  refuseStrangers,
  checkRole,
  throttle,
  readQuery,
  findTarget,
  readBody,
]

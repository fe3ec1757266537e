import type { Call } from '../../../http/call.ts'
import { Problem } from '../../../http/problem.ts'
import {
  type Stage,
  keepWithinLimits,
  obeyFaults,
  parseBody,
  readBody,
  readQuery,
  unpackBody,
} from '../../../http/stages.ts'
import { identify } from './auth.ts'
import type { RapidproCall } from './caller.ts'
import { mannersOf } from './manners.ts'
import { KEY_ROLES } from '../users/user.ts'
import { refuseBlocked } from './workspace-blocks.ts'

const refuseLostCalls: Stage = (call) => {
  if (call.miss === 'unknown_path' || call.request.path.includes('//')) throw new Problem('unknown_path')
}

/** Answers are JSON: whoever takes nothing of the kind is told so before anything else is looked at. */
const refuseUnacceptable: Stage = ({ request, endpoint }) => {
  const accepted = request.headers['accept']
  if (!accepted || accepted === '*/*' || !endpoint.path.endsWith('.json')) return
  if (accepted.split(',').some((range) => ACCEPTABLE.has(range.split(';', 1)[0]!.trim().toLowerCase()))) return
  throw new Problem('unsupported_media', 'Could not satisfy the request Accept header.', { status: 406 })
}

const ACCEPTABLE = new Set(['*/*', 'application/*', 'application/json'])

/** Bad credentials are refused before anything else is looked at, missing ones only later. */
const checkCredentials: Stage = (call) => {
  if (!call.endpoint.open) call.caller = identify(call)
}

/** Most endpoints tell even strangers which methods they take. */
const refuseWrongMethod: Stage = (call) => {
  if (call.miss !== 'wrong_method') return
  const { credentialsFirst, documentation } = mannersOf(call.endpoint)
  if (credentialsFirst) refuseStrangers(call)
  if (documentation) refuseOnDocumentation(call)
  throw new Problem('wrong_method')
}

/** "/contacts" is a page about "/contacts.json"; whoever sends there what that takes meets the permissions of strangers. */
function refuseOnDocumentation({ api, params, request }: Call): void {
  const methods = api.endpoints.filter(({ path }) => path === `/api/v2/${params['endpoint']}.json`)
  if (methods.length === 0) throw new Problem('unknown_path')
  if (methods.some(({ method }) => method === request.method.toLowerCase())) throw new Problem('unauthenticated')
}

const refuseStrangers = (call: Call): void => {
  if (!call.caller && !call.endpoint.open) throw new Problem('unauthenticated')
}

/** Only administrators and editors may use keys. */
const checkRole: Stage = (call: RapidproCall) => {
  if (call.caller && !KEY_ROLES.has(call.caller.user.role)) throw new Problem('forbidden')
}

const throttle: Stage = (call) => {
  if (!call.endpoint.open) keepWithinLimits(call)
}

/** Filters that exclude one another are refused before any of them is read. */
const refuseTogether: Stage = (call) => {
  const { exclusive } = mannersOf(call.endpoint)
  if (!exclusive || call.request.query === '') return
  const given = call.api.dialect.parseQuery(call)
  if (exclusive.filter((name) => given[name]).length > 1)
    throw new Problem('invalid', `You may only specify one of the ${exclusive.join(', ')} parameters`)
}

const findTarget: Stage = (call: RapidproCall) => {
  const { find, guard } = mannersOf(call.endpoint)
  if (find) call.caller.target = find(call)
  guard?.(call)
}

/** What a workspace may not do is told once the body could be taken apart, before any of it is judged. */
const refuseBlockedWorkspace: Stage = (call: RapidproCall) => {
  if (call.endpoint.body && call.caller) refuseBlocked(call.caller.workspace)
}

/** Every field has been read and all that was wrong reported together; the body as a whole is judged only after that. */
const judgeBody: Stage = (call) => {
  const broken = mannersOf(call.endpoint).rule?.(call)
  if (broken !== undefined)
    throw new Problem('invalid', '', { issues: [{ path: ['non_field_errors'], rule: 'whole', message: broken }] })
}

/**
 * Judges a call as if it came only now, where others have had their turn since: the row that it names, and what its body
 * names, may have gone or be in use. @throws Problem as if it had come now
 */
export function judgeAgain(call: RapidproCall): void {
  // None of them makes a call wait.
  for (const judge of [findTarget, readBody, judgeBody]) void judge(call)
}

/** The life of a call: credentials, method, role, throttle, then the row that the URL names, then the body. */
export const stages: readonly Stage[] = [
  refuseLostCalls,
  obeyFaults,
  refuseUnacceptable,
  checkCredentials,
  refuseWrongMethod,
  refuseStrangers,
  checkRole,
  throttle,
  refuseTogether,
  readQuery,
  findTarget,
  unpackBody,
  parseBody,
  refuseBlockedWorkspace,
  readBody,
  judgeBody,
]

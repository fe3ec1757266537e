import { type FieldCall, type FieldValues, readFields } from '../../../http/field.ts'
import type { Answered } from '../../../http/outcome.ts'
import type { Issue } from '../../../http/problem.ts'
import { isObject, label, list, maybe, object, unlessBlank } from '../dialect/fields.ts'
import { sentence } from '../dialect/problems.ts'
import { textBody } from '../messages/text-body.ts'
import { type ReplyVariables, readVariables } from './reply-variables.ts'

/** "In the format of the send call", and to the sender unless it says to whom. */
const messageFields = { ...textBody, to_number: unlessBlank(label()) }
export type ReplyMessage = FieldValues<typeof messageFields>

/** More messages than anybody sends in one reply. */
const MOST_MESSAGES = 100

const replyFields = {
  messages: maybe(list(object(messageFields, 'A message to be sent.'), { max: MOST_MESSAGES })),
}

/** What a receiver asks for in its answer to an incoming message. */
export interface Reply {
  messages: readonly ReplyMessage[]
  variables: ReplyVariables
}

/**
 * The reply in an answer; undefined where there is none, because it is no JSON and says nothing.
 * A sentence says what is wrong with one that cannot be obeyed.
 */
export function replyIn({ headers, body }: Answered, call: FieldCall): Reply | string | undefined {
  if (!isJson(headers['content-type'] ?? '') || body.trim() === '') return undefined
  const given = parse(body)
  if (!isObject(given)) return 'The reply is not a JSON object: nothing in it is carried out.'
  const issues: Issue[] = []
  const { messages = [] } = readFields(replyFields, given, [], issues, call)
  const variables = readVariables(withReturnValue(given), issues, call)
  return issues[0] ? `The reply is not carried out. ${sentence(issues[0])}` : { messages, variables }
}

/** It belongs among the variables; beside them it does no harm. */
const withReturnValue = ({ variables, return_value }: Record<string, unknown>): unknown =>
  return_value === undefined || (variables !== undefined && !isObject(variables))
    ? variables
    : { return_value, ...variables }

const isJson = (type: string): boolean => type.split(';', 1)[0]!.trim().toLowerCase() === 'application/json'

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

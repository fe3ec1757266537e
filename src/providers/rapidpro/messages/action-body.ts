import { optional, choice, judged, refuse } from '../dialect/fields.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { numberOf } from '../dialect/ids.ts'
import { anyName } from '../dialect/names.ts'
import { reference, references } from '../dialect/references.ts'
import { findLabel, type Label } from '../labels/label.ts'
import { type Message, messageRows } from './message.ts'

/** A message as a list of messages names it; undefined where there is none of that name. */
interface Named {
  readonly given: unknown
  readonly message: Message | undefined
}

/** Numbers name messages as the documentation has it, uuids as newer clients do. Whatever else does names none. */
function findNamed({ world, caller }: RapidproCall, key: string, raw: unknown): Named {
  const number = typeof raw === 'bigint' ? Number(raw) : numberOf(key, caller.workspace.message_uuids)
  const message = number === undefined ? undefined : messageRows(world).get(String(number))
  return { given: typeof raw === 'bigint' ? Number(raw) : raw, message: message?.extra?.deleted ? undefined : message }
}

const incoming = judged(references(findNamed, 'number or uuid of an incoming message'), (named, path, issues) => {
  const outgoing = named.find(({ message }) => message?.direction === 'out')
  return outgoing ? refuse(issues, path, `Not an incoming message: ${outgoing.message!.id}`) : named
})

/** What may be asked of messages in bulk. */
export const actionBody = {
  messages: incoming,
  action: choice(['label', 'unlabel', 'archive', 'restore', 'delete']),
  label: optional(reference(findLabel, 'uuid or name of a label')),
  label_name: optional(anyName()),
}

interface Asked {
  action: string
  label?: Label | undefined
  label_name?: string | undefined
}

/** Labels belong to labelling, and to nothing else. */
export function actionRule({ body }: RapidproCall<unknown, Asked>): string | undefined {
  const { action, label, label_name } = body
  if (label && label_name) return "Can't specify both label and label_name."
  const isNamed = label !== undefined || label_name !== undefined
  const needsLabel = action === 'label' || action === 'unlabel'
  if (needsLabel === isNamed) return undefined
  return `For action "${action}" you should ${needsLabel ? 'also' : 'not'} specify a label`
}

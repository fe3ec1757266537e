import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import type { Row } from '../../../core/store/row.ts'
import { type BodyField, isLongerThan, judged, refuse, text } from './fields.ts'
import { SENTENCES } from './sentences.ts'

const LONGEST = 64
/** What no name may have in it; the first that one has is told. */
const PROHIBITED = ['"', '\\']

interface Named extends Row {
  readonly name: string
}

/** Whether a row has this name: names are the same whatever the case. */
export const isNamed = (name: string) => {
  const wanted = name.toLowerCase()
  return (row: { readonly name: string }): boolean => row.name.toLowerCase() === wanted
}

/**
 * The name of a row of which no other in the workspace has it, whatever the case: of a group, a label, a campaign, a topic.
 * One that is too long is told so twice, as the platform does.
 * @param others the rows that there are
 */
export const uniqueName = (others: (world: World) => Iterable<Named>): BodyField<string> => ({
  ...judged(text(), (name, path, issues, call) => {
    const isLong = isLongerThan(LONGEST, name)
    const wrong = isLong ? SENTENCES.nameTooLong(LONGEST) : prohibitedIn(name)
    if (wrong !== undefined) refuse(issues, path, wrong)
    if (isTaken(others(call.world), name, call.caller.target)) refuse(issues, path, SENTENCES.notUnique)
    if (isLong) refuse(issues, path, SENTENCES.tooLong(LONGEST))
    return name
  }),
  schema: Type.String({ minLength: 1, maxLength: LONGEST }),
})

/** The name of a row that may be there or not. */
export const anyName = (): BodyField<string> => uniqueName(() => [])

/** Whether another row than the one that is being changed has the name. */
export function isTaken(others: Iterable<Named>, name: string, own: Row | undefined): boolean {
  const fits = isNamed(name)
  for (const other of others) if (other.id !== own?.id && fits(other)) return true
  return false
}

function prohibitedIn(name: string): string | undefined {
  const found = PROHIBITED.find((character) => name.includes(character))
  return found === undefined ? undefined : SENTENCES.prohibited(found)
}

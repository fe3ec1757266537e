import type { World } from '../../../core/world.ts'
import { type Issue, type Path, Problem } from '../../../http/problem.ts'
import type { Contact } from '../contacts/contact.ts'
import { draftNewcomer } from '../contacts/draft-contact.ts'
import type { Project } from '../projects/project.ts'
import { type Sending, checkSend, makesContacts } from './check-send.ts'
import type { SendRequest } from './asked-text.ts'

/**
 * Checks several messages before any is sent. Two spellings of a number that nobody has yet are one newcomer, as they
 * would be if they were written to one by one.
 * @param placed where the caller wrote what is wrong with one of them
 * @throws Problem
 */
export function checkMany(
  world: World,
  project: Project,
  requests: readonly SendRequest[],
  placed: (issue: Issue, index: number) => Path = ({ path }) => path,
): Sending[] {
  const newcomers = new Map<string, Contact[]>()
  return requests.map((request, index) => {
    const sending = placing(placed, index, () => checkSend(world, project, request, newcomers))
    if (sending.contact || !makesContacts(project, sending)) return sending
    const contact = draftNewcomer(world, project, sending.to_number)
    const alike = newcomers.get(contact.suffix!)
    if (alike) alike.push(contact)
    else newcomers.set(contact.suffix!, [contact])
    return { ...sending, contact }
  })
}

function placing<T>(placed: (issue: Issue, index: number) => Path, index: number, check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (!(error instanceof Problem) || error.issues.length === 0) throw error
    const issues = error.issues.map((issue) => ({ ...issue, path: placed(issue, index) }))
    const { kind, message, code } = error
    throw new Problem(kind, message, { issues, code })
  }
}

import { dirname } from 'node:path/posix'
import type { Change, Import } from './read-source.ts'

// Inside a provider: nouns ← verbs ← endpoints. A noun says what an object is: its row, its schema, its view, how it is
// found. A verb changes its own object and says what happened. Whoever else cares listens, in the table of the provider.

/** Words that the name of a verb's file begins with; whatever else lies in the folder of an object is a noun. */
const VERBS = [
  'add',
  'apply',
  'buy',
  'cancel',
  'change',
  'count',
  'create',
  'delete',
  'end',
  'fail',
  'follow',
  'forget',
  'get-or-create',
  'give',
  'hear',
  'import',
  'join',
  'invoke',
  'keep',
  'leave',
  'lose',
  'move',
  'obey',
  'open',
  'pause',
  'pick',
  'receive',
  'release',
  'rent',
  'report',
  'resend',
  'run',
  'send',
  'stop',
  'submit',
  'track',
  'update',
]
const SOME_VERBS = `${VERBS.slice(0, 4).join('-…, ')}-…`
const isVerb = new RegExp(`^(?:${VERBS.join('|')})(?:-[a-z-]+)?\\.ts$`)
const isEndpoints = /^(?:(?:[a-z-]+-)?endpoints|web-pages)\.ts$/

/** Which object's verbs may tell another object what to do, because they need what comes of it. It goes round in no circle. */
export const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'plivo/messages': ['media', 'powerpacks'],
  'plivo/phone-numbers': ['numbers'],
  'telerivet/messages': ['contacts'],
  'telerivet/broadcasts': ['messages'],
  'telerivet/tasks': ['contacts', 'messages', 'services', 'storages', 'tables'],
  'telerivet/services': ['contacts', 'messages', 'tables'],
  'rapidpro/messages': ['contacts'],
  'rapidpro/broadcasts': ['contacts', 'messages'],
  'rapidpro/starts': ['contacts', 'runs'],
  'rapidpro/flows': ['campaign-events', 'campaigns', 'fields', 'groups', 'labels', 'triggers'],
}

/** What is a verb elsewhere is the object itself in the folder of its own: `runs/run.ts`, and `runs/run-view.ts`. */
const isItself = (path: string): boolean => /(?:^|\/)([a-z-]+)s\/\1(?:-view)?\.ts$/.test(path)

interface Place {
  provider: string
  /** Undefined beside the folders: what puts the parts together. */
  folder: string | undefined
  kind: 'noun' | 'verb' | 'endpoints'
}

function placeOf(file: string): Place | undefined {
  const [, provider, rest] = /^(src\/providers\/[^/]+|test\/support\/toy)\/(.+)$/.exec(file) ?? []
  if (provider === undefined || rest === undefined) return undefined
  const name = rest.slice(rest.lastIndexOf('/') + 1)
  return {
    provider,
    folder: rest.includes('/') ? dirname(rest) : undefined,
    kind: isEndpoints.test(name) ? 'endpoints' : isVerb.test(name) && !isItself(rest) ? 'verb' : 'noun',
  }
}

/** Why a file of a provider may not import another one of it; undefined where it may. */
export function whyNotInside(file: string, { target, typeOnly }: Import): string | undefined {
  const from = placeOf(file)
  const to = placeOf(target)
  if (!from?.folder || !to?.folder || from.provider !== to.provider || typeOnly || to.folder === 'dialect')
    return undefined
  if (from.kind === 'noun' && to.kind !== 'noun')
    return `a noun says what something is and how it is found, and ${to.kind === 'verb' ? 'does nothing' : 'serves nothing'}; move what needs this into a file that is named for what it does (${SOME_VERBS}), or the part that is needed here into a noun`
  const command = `${from.provider.slice(from.provider.lastIndexOf('/') + 1)}/${from.folder}`
  if (
    from.kind === 'verb' &&
    to.kind === 'verb' &&
    from.folder !== to.folder &&
    !COMMANDS[command]?.includes(to.folder)
  )
    return `a verb changes its own object and publishes what happened; let ${to.folder} listen in ${from.provider}/consequences.ts, with a row when(…). Where ${from.folder} need what comes of it, write them down in COMMANDS in test/support/nouns-and-verbs.ts`
  return undefined
}

/** Why a file may not change what it changes; undefined where it may. */
export function whyNotChange(file: string, { of }: Change): string | undefined {
  const place = placeOf(file)
  if (!place || place.folder === 'dialect' || /\/(?:furnish|seed(?:-[a-z]+)*)\.ts$/.test(file)) return undefined
  if (place.folder === undefined)
    return 'what lies beside the folders puts the parts together; move this into the folder of the object that it changes'
  if (place.kind === 'noun')
    return `a noun changes nothing, and this file is one by its name; move this into a file that is named for what it does (${SOME_VERBS}), or add what the name begins with to VERBS in test/support/nouns-and-verbs.ts`
  const owner = of === undefined ? undefined : placeOf(of)
  if (owner?.folder !== undefined && owner.folder !== place.folder)
    return `rows of ${owner.folder} are changed in ${owner.folder}/ alone; publish what happened and let a verb of ${owner.folder} listen in ${place.provider}/consequences.ts`
  return undefined
}

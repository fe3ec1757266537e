import { toAddress } from '../../core/network/address.ts'
import type { Entry } from '../../core/journal.ts'
import type { Slices } from '../../core/slices.ts'
import { messageCreated } from '../../core/network/events.ts'
import { textToldBy } from '../../core/network/texts.ts'
import type { World } from '../../core/world.ts'
import { webhookAttempted } from '../../http/events.ts'
import { textEntryOf } from '../../http/text-entry.ts'
import { type Webhook, standingOf, webhooks } from '../../http/webhook.ts'

/** By what webhooks are found; each as it was asked for, and undefined where it was not. */
export interface WantedWebhooks {
  state: string | undefined
  provider: string | undefined
  event: string | undefined
  url: string | undefined
  phone: string | undefined
  message: string | undefined
}

/** @param told the entries that told first of the message that is wanted: what came in does not know its platform's id itself */
type Test = (world: World, webhook: Webhook, wanted: string, told: ReadonlySet<number | undefined>) => boolean

const textOf = (world: World, { textEntry }: Webhook) =>
  textEntry === undefined ? undefined : textToldBy(world.store, textEntry)

/** What costs more comes later. */
const TESTS: { readonly [N in keyof WantedWebhooks]: Test } = {
  provider: (_world, { provider }, wanted) => provider === wanted,
  event: (_world, { event }, wanted) => event === wanted,
  url: (_world, { url }, wanted) => url.includes(wanted),
  state: (world, webhook, wanted) => standingOf(world, webhook).state === wanted,
  phone(world, webhook, wanted) {
    const person = textOf(world, webhook)?.person
    return typeof person === 'string' && toAddress(person) === toAddress(wanted)
  },
  message(world, webhook, wanted, told) {
    const text = textOf(world, webhook)
    return text !== undefined && (text.id === wanted || text.message === wanted || told.has(text.entry))
  },
}

const NAMES = Object.keys(TESTS) as (keyof WantedWebhooks)[]

/** At most so many webhooks that the journal told of after an entry, in the order in which they came to be owed. */
export function* findWebhooks(
  world: World,
  wanted: WantedWebhooks,
  { after, most }: { after: number; most: number },
): Slices<Webhook[]> {
  const rows = world.collection(webhooks).all()
  const told = wanted.message === undefined ? NONE : toldOf(world, wanted.message)
  const found: Webhook[] = []
  for (let place = rows.firstNot(({ entry }) => entry <= after); place < rows.length; place++) {
    const row = rows.at(place)!
    const fits = NAMES.every((name) => wanted[name] === undefined || TESTS[name](world, row, wanted[name], told))
    if (fits && found.push(row) === most) break
    yield
  }
  return found
}

const NONE: ReadonlySet<undefined> = new Set()

/** The entries that told first of the texts that are messages of this id, as far as the journal knows them. */
const toldOf = (world: World, message: string): ReadonlySet<number | undefined> =>
  new Set(
    world.journal
      .from(0, Infinity, ({ type, ...told }) => type === messageCreated.name && told['message'] === message)
      .map(({ id }) => textEntryOf(world, id)),
  )

/** The attempts of several webhooks that the journal still knows, by their ids: it is gone through once. */
export function attemptsOf({ journal }: World, rows: readonly Webhook[]): Map<string, Entry[]> {
  const attempts = new Map<string, Entry[]>(rows.map(({ id }) => [id, []]))
  const first = rows.reduce((lowest, { entry }) => Math.min(lowest, entry), Infinity)
  for (const entry of journal.from(first, Infinity, ({ type }) => type === webhookAttempted.name))
    attempts.get(entry['webhook'] as string)?.push(entry)
  return attempts
}

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

type Test = (webhook: Webhook) => boolean

const textOf = (world: World, { textEntry }: Webhook) =>
  textEntry === undefined ? undefined : textToldBy(world.store, textEntry)

/** The test for what is wanted, in a world. What costs more comes later. */
const TESTS: { readonly [N in keyof WantedWebhooks]: (world: World, wanted: string) => Test } = {
  provider: (_world, wanted) => (webhook) => webhook.provider === wanted,
  event: (_world, wanted) => (webhook) => webhook.event === wanted,
  url: (_world, wanted) => (webhook) => webhook.url.includes(wanted),
  state: (world, wanted) => (webhook) => standingOf(world, webhook).state === wanted,
  phone(world, wanted) {
    const address = toAddress(wanted)
    return (webhook) => {
      const person = textOf(world, webhook)?.person
      return typeof person === 'string' && toAddress(person) === address
    }
  },
  message(world, wanted) {
    // What came in does not know its platform's id itself.
    const told = toldOf(world, wanted)
    return (webhook) => {
      const text = textOf(world, webhook)
      return text !== undefined && (text.id === wanted || text.message === wanted || told.has(text.entry))
    }
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
  const tests = NAMES.flatMap((name) => (wanted[name] === undefined ? [] : TESTS[name](world, wanted[name])))
  const found: Webhook[] = []
  for (let place = rows.firstNot(({ entry }) => entry <= after); place < rows.length; place++) {
    const row = rows.at(place)!
    if (tests.every((test) => test(row)) && found.push(row) === most) break
    yield
  }
  return found
}

/** The entries that told first of the texts that are messages of this id, as far as the journal knows them. */
const toldOf = (world: World, message: string): ReadonlySet<number | undefined> =>
  new Set(
    world.journal
      .from(0, Infinity, (entry) => entry.type === messageCreated.name && entry['message'] === message)
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

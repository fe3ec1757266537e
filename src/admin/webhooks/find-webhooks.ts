import { toAddress } from '../../core/network/address.ts'
import type { Entry } from '../../core/journal.ts'
import type { Slices } from '../../core/slices.ts'
import { textToldBy } from '../../core/network/texts.ts'
import type { World } from '../../core/world.ts'
import { webhookAttempted } from '../../http/events.ts'
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

type Test = (world: World, webhook: Webhook, wanted: string) => boolean

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
  message(world, webhook, wanted) {
    const text = textOf(world, webhook)
    return text !== undefined && (text.id === wanted || text.message === wanted)
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
  const found: Webhook[] = []
  for (let place = rows.firstNot(({ entry }) => entry <= after); place < rows.length; place++) {
    const row = rows.at(place)!
    const fits = NAMES.every((name) => wanted[name] === undefined || TESTS[name](world, row, wanted[name]))
    if (fits && found.push(row) === most) break
    yield
  }
  return found
}

/** The attempts of several webhooks that the journal still knows, by their ids: it is gone through once. */
export function attemptsOf({ journal }: World, rows: readonly Webhook[]): Map<string, Entry[]> {
  const attempts = new Map<string, Entry[]>(rows.map(({ id }) => [id, []]))
  const first = rows.reduce((lowest, { entry }) => Math.min(lowest, entry), Infinity)
  for (const entry of journal.from(first, Infinity, ({ type }) => type === webhookAttempted.name))
    attempts.get(entry['webhook'] as string)?.push(entry)
  return attempts
}

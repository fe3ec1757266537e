import type { World } from '../../../core/world.ts'
import { type Phone, phones } from '../phones/phone.ts'
import type { CustomRoute } from './route.ts'

/**
 * The phone by which a custom route sends to a number: the first rule that fits, and has a phone, decides. Of several
 * phones each gets its share of numbers, and a number always the same phone.
 */
export function phonePicked(world: World, { id, rules, project_id }: CustomRoute, number: string): Phone | undefined {
  for (const { prefix, phone_ids } of rules) {
    if (prefix !== null && !number.startsWith(prefix)) continue
    const there = phone_ids
      .flatMap((phone) => world.collection(phones).get(phone) ?? [])
      .filter((phone) => phone.project_id === project_id)
    if (there.length > 0)
      return there[Math.floor(world.random.fraction('telerivet.route', `${id} ${number}`) * there.length)]
  }
  return undefined
}

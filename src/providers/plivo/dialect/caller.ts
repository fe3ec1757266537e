import type { Sight } from '../../../core/sight.ts'
import * as kept from '../../../core/store/kept.ts'
import type { Condition } from '../../../core/store/query.ts'
import type { CollectionDefinition } from '../../../core/store/collection.ts'
import type { Row } from '../../../core/store/row.ts'
import type { World } from '../../../core/world.ts'
import { invalid, Problem } from '../../../http/problem.ts'
import { authIdOf, subaccountBy, subaccounts } from '../subaccounts/subaccount.ts'

/** Who calls: the main account, or one of its subaccounts, which sees only what is its own. */
export interface Caller {
  authId: string
  /** The row's id of the subaccount; null for the main account. */
  subaccount: string | null
}

/** A row that belongs to the main account (null) or to a subaccount. */
export interface Owned extends Row {
  owner: string | null
}

/** Whose a row is, as rows hold it. A subaccount may be gone that messages still belong to. */
export const keptOwner = kept.orNull(kept.text)

/** The path by which others name a subaccount; null for the main account. */
export const subaccountPath = (world: Sight, owner: string | null): string | null =>
  owner === null ? null : `/v1/Account/${authIdOf(world, null)}/Subaccount/${authIdOf(world, owner)}/`

export const subaccountName = (world: Sight, owner: string | null): string | null =>
  owner === null ? null : (world.collection(subaccounts).get(owner)?.name ?? null)

export const mayUse = (caller: Caller, row: Owned): boolean =>
  caller.subaccount === null || caller.subaccount === row.owner

/** What confines a list to the caller's own rows. */
export const confinedTo = (caller: Caller): Condition[] =>
  caller.subaccount === null ? [] : [{ field: 'owner', is: 'equals', value: caller.subaccount }]

/** @throws Problem `not_found`, also for a row of somebody else */
export function find<R extends Owned>(
  { world, caller }: { world: World; caller: Caller },
  definition: CollectionDefinition<R>,
  id: string | undefined,
): R {
  const row = world.collection(definition).get(id ?? '')
  if (!row || !mayUse(caller, row)) throw new Problem('not_found')
  return row
}

/**
 * Whose a thing is to be: what a subaccount makes is its own, the main account may make it for a subaccount.
 * @throws Problem `invalid` where there is no such subaccount
 */
export function ownerFor(
  { world, caller }: { world: World; caller: Caller },
  subaccount: string | undefined,
): string | null {
  if (subaccount === undefined || caller.subaccount !== null) return caller.subaccount
  const row = subaccountBy(world, subaccount)
  if (!row) throw invalid('subaccount', `subaccount ${subaccount} not found`)
  return row.id
}

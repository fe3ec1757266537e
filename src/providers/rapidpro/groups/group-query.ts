import { isUnfitForGroups } from '../queries/attributes.ts'
import { normalForm } from '../queries/normal-form.ts'
import { comparisonsIn } from '../queries/query.ts'
import type { Setting } from '../queries/setting.ts'
import { understand } from '../queries/understand.ts'
import { WrongQuery } from '../queries/wrong-query.ts'
import type { GroupQuery } from './group.ts'

/** What a group keeps of the query that somebody wrote for it, or why it can have none such, as the platform's pages say it. */
export function groupQueryIn(text: string, setting: Setting): GroupQuery | string {
  const query = understand(text, setting)
  if (query instanceof WrongQuery)
    return query.code === 'syntax' ? `${query.onPages} The engine says: ${query.message}` : query.onPages
  const comparisons = comparisonsIn(query)
  if (comparisons.some(isUnfitForGroups)) return 'You cannot create a smart group based on "id" or "group".'
  const fields = comparisons.filter(({ kind }) => kind === 'field').map(({ key }) => key)
  return { query: normalForm(query), fields: [...new Set(fields)] }
}

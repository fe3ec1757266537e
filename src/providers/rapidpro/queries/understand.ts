import { judge } from './judge.ts'
import { parse } from './parse.ts'
import { type Query, comparisonsIn } from './query.ts'
import type { Setting } from './setting.ts'
import { WrongQuery } from './wrong-query.ts'

/** The query that a text is in its setting, or why it is none there. */
export function understand(text: string, setting: Setting): Query | WrongQuery {
  try {
    const query = parse(text, setting)
    for (const comparison of comparisonsIn(query)) judge(comparison, setting)
    return query
  } catch (error) {
    if (error instanceof WrongQuery) return error
    throw error
  }
}

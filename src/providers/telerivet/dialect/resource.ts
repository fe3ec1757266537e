import type { CollectionDefinition } from '../../../core/store/collection.ts'
import type { Row } from '../../../core/store/row.ts'
import type { View } from '../../../http/view.ts'
import type { Noun } from './ids.ts'

/** A documented object: where its rows are, how one looks, and how paths name it. */
export interface Resource<R extends Row> {
  /** The word for it in sentences and in the addresses of pages. */
  noun: Noun
  tag: string
  collection: CollectionDefinition<R>
  view: View<R>
  /** Whether it belongs to no project, so that any path may name it. */
  everywhere?: true
  /** Whether a row belongs to what else the path names, where it belongs to more than the project. */
  isBelow?(row: R, params: Readonly<Record<string, string>>): boolean
}

/** The name in paths that stands for one of them, and what the document says of it. */
export const parameterOf = ({ noun }: Pick<Resource<never>, 'noun'>): `${Noun}_id` => `${noun}_id`
export const describeParameter = ({ noun }: Pick<Resource<never>, 'noun'>): string => `ID of the ${noun}.`

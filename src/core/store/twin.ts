import type { Row } from './row.ts'

/** Two rows of one kind have the same id. */
export function refuseTwin({ id }: Row): never {
  throw new Error(`A row "${id}" is there already.`)
}

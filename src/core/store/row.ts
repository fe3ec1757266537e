/** A row of a collection. Everything in it is plain JSON. */
export interface Row {
  readonly id: string
  /** Order of coming to be within the collection: 1, 2, 3… */
  readonly sequence: number
}

/**
 * A row before the collection has given it its sequence. Kinds with many rows write `sequence: 0` into the literal:
 * the engine then keeps the whole row in one piece of memory.
 */
export type Draft<R extends Row> = Omit<R, 'sequence'> & { sequence?: 0 }

/** What may change of a row. */
export type Changes<R extends Row> = Partial<Omit<R, 'id' | 'sequence'>>

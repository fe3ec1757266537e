import type { BinaryOperator } from './operators.ts'
import type { Value } from './values.ts'

/** An expression, read. Chains are lists, so that none is as deep as it is long. */
export type Tree =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'name'; readonly name: string }
  /** What is looked up or called, step by step. */
  | { readonly kind: 'path'; readonly from: Tree; readonly steps: readonly Step[] }
  | { readonly kind: 'negation'; readonly times: number; readonly of: Tree }
  /** Operators of the same rank, from left to right. */
  | { readonly kind: 'chain'; readonly first: Tree; readonly rest: readonly Link[] }
  | { readonly kind: 'lambda'; readonly names: readonly string[]; readonly body: Tree }

export type Step =
  | { readonly kind: 'dot'; readonly name: string }
  | { readonly kind: 'index'; readonly of: Tree }
  | { readonly kind: 'call'; readonly values: readonly Tree[] }

export interface Link {
  readonly operator: BinaryOperator
  readonly operand: Tree
}

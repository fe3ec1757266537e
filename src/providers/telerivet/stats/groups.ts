import type { Message } from '../messages/message.ts'
import { type Metric, type Owner, type Property, metricOf, propertyOf } from './properties.ts'

type Values = ReturnType<typeof propertyOf>[]
/** By the value of the first property, then of the second, and so on; sums at the last. */
type Branch = Map<Values[number], Branch> & { sums?: number[] }

/** Sums of metrics "for each distinct value of the requested properties". */
export class Groups {
  readonly #root: Branch = new Map()
  readonly #properties: readonly Property[]
  readonly #metrics: readonly Metric[]
  readonly #groups: { values: Values; sums: number[] }[] = []

  constructor(
    properties: readonly Property[],
    metrics: readonly Metric[],
    /** ISO 4217: the one that prices are summed in. */
    readonly currency: string,
  ) {
    this.#properties = properties
    this.#metrics = metrics
  }

  add(message: Message, owner: Owner): void {
    const sums = this.#sumsOf(message, owner)
    for (let at = 0; at < sums.length; at++) sums[at]! += metricOf(this.#metrics[at]!, message, this.currency)
  }

  answer() {
    return this.#groups.map(({ values, sums }) => ({
      properties: Object.fromEntries(this.#properties.map((name, at) => [name, values[at]!])),
      metrics: Object.fromEntries(this.#metrics.map((name, at) => [name, withoutNoise(sums[at]!)])),
    }))
  }

  #sumsOf(message: Message, owner: Owner): number[] {
    let branch = this.#root
    for (const property of this.#properties) {
      const value = propertyOf(property, message, owner)
      let next = branch.get(value)
      if (!next) branch.set(value, (next = new Map()))
      branch = next
    }
    return (branch.sums ??= this.#begin(message, owner))
  }

  #begin(message: Message, owner: Owner): number[] {
    const sums = this.#metrics.map(() => 0)
    this.#groups.push({ values: this.#properties.map((name) => propertyOf(name, message, owner)), sums })
    return sums
  }
}

/** Sums of decimal fractions are not quite what they should be. */
const withoutNoise = (sum: number): number => Math.round(sum * 1e6) / 1e6

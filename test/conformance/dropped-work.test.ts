import { describe, expect, test } from 'vitest'
import { droppedWorkIn } from '../support/dropped-work.ts'
import { sourcesIn } from '../support/source-files.ts'

const sources = sourcesIn('src')

test('whatever work in slices is begun, somebody does it', () => {
  expect(sources.filter(([, source]) => source.includes('function*'))).not.toEqual([])
  expect(droppedWorkIn(sources)).toEqual([])
})

test('what follows long work of a call is done as the end of it, and so because of the call', () => {
  const awaiting = sources.filter(
    ([file, source]) => file.startsWith('src/providers/') && source.includes('await inSlicesOf('),
  )
  expect(awaiting.map(([file]) => file)).toEqual([])
})

const VERBS = `
export function* takeOff(world, label) { yield }
export const takeAll = (world): Slices<void> => someOf(world)
export const takeEach = (world) => takeAll(world)
export class Engine { *switchOff() { yield }  *#go() { yield }  stop() {}  run() { this.#go() } }
export class Other { *stop() { yield } }
`

/** What is dropped where a verb is called so. */
const droppedBy = (call: string): string[] =>
  droppedWorkIn([
    ['src/core/verbs.ts', VERBS.replace(' run() { this.#go() }', '')],
    ['src/core/caller.ts', `import { takeOff, takeAll, takeEach as all } from './verbs.ts'\n${call}`],
  ])

describe('is seen:', () => {
  test.each([
    ['a call', 'takeOff(world, label)', 'takeOff'],
    ['one of what is said to answer some', 'takeAll(world)', 'takeAll'],
    ['one of what hands it on, by another name', 'all(world)', 'all'],
    ['one of a method', 'world.deliveries.switchOff()', 'switchOff'],
    ['one that is perhaps made', 'if (label) label.id && takeOff(world, label)', 'takeOff'],
    ['one of two', 'label ? takeOff(world, label) : undefined', 'takeOff'],
    ['what is awaited as if it were a promise', 'await takeOff(world, label)', 'takeOff'],
    ['what is called nothing', 'const act = () => void takeOff(world, label)', 'takeOff'],
    ['what is begun for each of many', 'labels.forEach((label) => takeOff(world, label))', 'takeOff'],
    ['what is handed over to be begun for each', 'yield* each(labels, takeOff)', 'takeOff'],
    ['one inside a function', 'export function f() { takeOff(world, label) }', 'takeOff'],
  ])('%s', (_what, call, name) => {
    expect(droppedBy(call)).toEqual([
      expect.stringMatching(`^src/core/caller.ts:2 drops ${name}: a generator does nothing until`),
    ])
  })

  test('one of a method of one’s own', () => {
    expect(droppedWorkIn([['src/core/verbs.ts', VERBS]])).toEqual([expect.stringContaining(':5 drops #go: ')])
  })
})

describe('is none of it:', () => {
  test.each([
    ['work that somebody does', 'function* f() { yield* takeOff(world, label) }'],
    ['work that is done at once', 'atOnce(takeOff(world, label))'],
    ['work that is handed on', 'export const f = (world) => takeOff(world, label)'],
    ['work that is kept', 'const work = label ? takeOff(world, label) : undefined'],
    ['work that is looked at', 'if (takeOff(world, label)) f()'],
    ['what is gone through', 'for (const one of takeOff(world, label)) f(one)'],
    ['another method of the same name', 'engine.stop()'],
    ['another function', 'function f() {}\nf()'],
  ])('%s', (_what, call) => {
    expect(droppedBy(call)).toEqual([])
  })
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { JobHeap } from '../../../src/core/clock/job-heap.ts'
import type { Job } from '../../../src/core/clock/job.ts'

const job = (sequence: number, dueAt: number): Job => ({ sequence, dueAt, kind: 'any', payload: {}, cause: null })

const sorted = (jobs: readonly Job[]): Job[] => jobs.toSorted((a, b) => a.dueAt - b.dueAt || a.sequence - b.sequence)

function drain(heap: JobHeap): Job[] {
  const jobs: Job[] = []
  for (let next = heap.pop(); next; next = heap.pop()) jobs.push(next)
  return jobs
}

const times = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 })

test('jobs come out as if they had been sorted, whatever the order in which they went in', () => {
  fc.assert(
    fc.property(times, (dueAts) => {
      const jobs = dueAts.map((dueAt, index) => job(index + 1, dueAt))
      const heap = new JobHeap()
      for (const one of jobs) heap.push(one)
      expect(heap.inOrder()).toEqual(sorted(jobs))
      expect(heap.size).toBe(jobs.length)
      expect(drain(heap)).toEqual(sorted(jobs))
      expect(heap.size).toBe(0)
    }),
  )
})

test('pushes and pops may alternate, and jobs may be removed', () => {
  const commands = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant('pop' as const), fc.constant('remove' as const)),
    { maxLength: 200 },
  )
  fc.assert(
    fc.property(commands, (given) => {
      const heap = new JobHeap()
      let model: Job[] = []
      const popped: [Job | undefined, Job | undefined][] = []
      for (const [index, command] of given.entries()) {
        if (command === 'pop') {
          model = sorted(model)
          popped.push([heap.pop(), model.shift()])
        } else if (command === 'remove') {
          model = model.filter(({ sequence }) => sequence % 3 !== 0)
          heap.remove(({ sequence }) => sequence % 3 === 0)
        } else {
          const one = job(index, command)
          heap.push(one)
          model.push(one)
        }
        expect(heap.peek()).toBe(sorted(model)[0])
      }
      for (const [actual, expected] of popped) expect(actual).toBe(expected)
      expect(drain(heap)).toEqual(sorted(model))
    }),
  )
})

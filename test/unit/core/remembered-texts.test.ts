import { beforeEach, expect, test, vi } from 'vitest'
import { Collection, type RowOf, defineCollection } from '../../../src/core/store/collection.ts'
import * as kept from '../../../src/core/store/kept.ts'

type Note = RowOf<typeof notes>

const notes = defineCollection('notes', { text: kept.text, folder: kept.text }, { indexes: ['folder'] })

let rows: Collection<Note>
const write = vi.fn<(note: Note) => string>(({ id, text, folder }: Note) => `${id} ${text} (${folder})`)
const shown = (note: Note): string => rows.textOf(note, write)

beforeEach(() => {
  rows = new Collection(notes)
  write.mockClear()
})
const add = (id: string): Note => rows.insert({ id, text: 'Hello', folder: 'in' })

test('the text made of a row is made once, however often it is shown', () => {
  const [one, other] = [add('1'), add('2')]
  expect([shown(one), shown(other), shown(one), shown(other)]).toEqual([
    '1 Hello (in)',
    '2 Hello (in)',
    '1 Hello (in)',
    '2 Hello (in)',
  ])
  expect(write).toHaveBeenCalledTimes(2)
})

test.each<[string, (note: Note) => unknown, string]>([
  ['changes', (note) => rows.update(note, { text: 'Bye' }), '1 Bye (in)'],
  ['is one of many that get another value', () => rows.replaceValue('folder', 'in', 'out'), '1 Hello (out)'],
])('it is made anew where the row %s', (_how, change, after) => {
  const note = add('1')
  shown(note)
  change(note)
  expect(shown(rows.get('1')!)).toBe(after)
})

test('it is made anew where all are forgotten, because something else has changed that they show', () => {
  const note = add('1')
  shown(note)
  rows.forgetTexts()
  shown(note)
  expect(write).toHaveBeenCalledTimes(2)
})

test.each<[string, (note: Note) => unknown]>([
  ['alone', (note) => rows.delete(note)],
  ['among others', () => rows.clear()],
])('a row that was deleted %s leaves no text behind for the next of its id', (_how, remove) => {
  const note = add('1')
  shown(note)
  remove(note)
  expect(shown(rows.insert({ id: '1', text: 'Anew', folder: 'in' }))).toBe('1 Anew (in)')
})

test('of many rows the latest are remembered, so that texts never take more room than so many', () => {
  const all = Array.from({ length: 2001 }, (_, at) => add(String(at)))
  for (const note of all) shown(note)
  shown(all.at(-1)!)
  expect(write).toHaveBeenCalledTimes(2001)
  shown(all[0]!)
  expect(write).toHaveBeenCalledTimes(2002)
})

import { beforeEach, expect, test, vi } from 'vitest'
import type { TextMaker } from '../../../src/core/remembered-texts.ts'
import type { RowsInSight } from '../../../src/core/sight.ts'
import { type RowOf, defineCollection } from '../../../src/core/store/collection.ts'
import * as kept from '../../../src/core/store/kept.ts'
import { World } from '../../../src/core/world.ts'

type Note = RowOf<typeof notes>
type Folder = RowOf<typeof folders>

const notes = defineCollection('notes', { text: kept.text, folder: kept.text }, { indexes: ['folder'] })
const folders = defineCollection('folders', { name: kept.text })

let world: World
const write = vi.fn<TextMaker<Note, string>['text']>(({ id, text, folder }, sight, mark) => {
  const named = sight.collection(folders).get(folder)
  return `${id} ${text} (${named ? named.name : 'nowhere'})${mark}`
})
const maker: TextMaker<Note, string> = { text: write }
const shown = (id: string, mark = '.'): string => world.texts.of(maker, world.collection(notes).get(id)!, mark)

beforeEach(() => {
  const outside = { breathe: () => undefined, settle: () => Promise.resolve() }
  world = new World('w', { seed: 'w', clock: { now: 0 } }, outside)
  world.collection(folders).insert({ id: 'in', name: 'Inbox' })
  world.collection(folders).insert({ id: 'out', name: 'Outbox' })
  write.mockClear()
})
const add = (id: string, text = 'Hello'): Note => world.collection(notes).insert({ id, text, folder: 'in' })

test('the text made of a row is made once, however often it is shown', () => {
  add('1')
  add('2')
  for (const id of ['1', '2', '1', '2']) expect(shown(id)).toBe(`${id} Hello (Inbox).`)
  expect(write).toHaveBeenCalledTimes(2)
})

test.each<[string, () => unknown, string]>([
  [
    'the row',
    () => world.collection(notes).update(world.collection(notes).get('1')!, { text: 'Bye' }),
    '1 Bye (Inbox).',
  ],
  ['the value of many rows', () => world.collection(notes).replaceValue('folder', 'in', 'out'), '1 Hello (Outbox).'],
  ['a row that it shows a part of', () => rename('in', 'Eingang'), '1 Hello (Eingang).'],
  [
    'whether such a row is there',
    () => world.collection(folders).delete(world.collection(folders).get('in')!),
    '1 Hello (nowhere).',
  ],
])('it is made anew where somebody has changed %s', (_what, change, after) => {
  add('1')
  shown('1')
  change()
  expect(shown('1')).toBe(after)
  expect(shown('1')).toBe(after)
  expect(write).toHaveBeenCalledTimes(2)
})
const rename = (id: string, name: string) =>
  world.collection(folders).update(world.collection(folders).get(id)!, { name })

test('it stands where something was changed that it does not show', () => {
  add('1')
  shown('1')
  rename('out', 'Ausgang')
  add('2')
  shown('1')
  expect(write).toHaveBeenCalledTimes(1)
})

test('it is made anew where something came that it had looked for', () => {
  world.collection(notes).insert({ id: '1', text: 'Hello', folder: 'later' })
  expect(shown('1')).toBe('1 Hello (nowhere).')
  world.collection(folders).insert({ id: 'later', name: 'Later' })
  expect(shown('1')).toBe('1 Hello (Later).')
})

test('what looks at all rows of a kind is made anew where any of them came, changed or went', () => {
  const counting: TextMaker<Note> = {
    text: (_note, sight) =>
      sight
        .collection(folders)
        .all()
        .map(({ name }) => name)
        .join(),
  }
  const note = add('1')
  const all = (): string => world.texts.of(counting, note)
  expect(all()).toBe('Inbox,Outbox')
  const third = world.collection(folders).insert({ id: 'third', name: 'Third' })
  expect(all()).toBe('Inbox,Outbox,Third')
  rename('in', 'Eingang')
  expect(all()).toBe('Eingang,Outbox,Third')
  world.collection(folders).delete(third)
  expect(all()).toBe('Eingang,Outbox')
})

test.each<[string, (rows: RowsInSight<Folder>) => readonly (Folder | undefined)[], string]>([
  ['one by one', (rows) => [rows.get('in'), rows.get('out')], 'Inbox,Ausgang'],
  ['by what they have in common', (rows) => rows.by('name', 'Outbox').toArray(), ''],
])('what looks at several rows of a kind, %s, is made anew where any of them changed', (_how, look, after) => {
  const naming: TextMaker<Note> = {
    text: (_note, sight) =>
      look(sight.collection(folders))
        .map((one) => one?.name)
        .join(),
  }
  const note = add('1')
  expect(world.texts.of(naming, note)).toContain('Outbox')
  rename('out', 'Ausgang')
  expect(world.texts.of(naming, note)).toBe(after)
})

test('each way to show a row has a text of its own, and so has each variant', () => {
  const brief: TextMaker<Note, string> = { text: ({ id }, _sight, mark) => `${id}${mark}` }
  const note = add('1')
  const all = () => [shown('1'), shown('1', '!'), world.texts.of(brief, note, '.')]
  expect(all()).toEqual(['1 Hello (Inbox).', '1 Hello (Inbox)!', '1.'])
  expect(all()).toEqual(['1 Hello (Inbox).', '1 Hello (Inbox)!', '1.'])
  expect(write).toHaveBeenCalledTimes(2)
})

test('a row that was deleted leaves no text behind for the next of its id', () => {
  const note = add('1')
  shown('1')
  world.collection(notes).delete(note)
  add('1', 'Anew')
  expect(shown('1')).toBe('1 Anew (Inbox).')
})

test('of very many characters those of the latest rows are remembered, so that texts never take more room than that', () => {
  const long = 'x'.repeat(100_000)
  for (let at = 1; at <= 20; at++) {
    add(String(at), long)
    shown(String(at))
  }
  expect(write).toHaveBeenCalledTimes(20)
  shown('20')
  shown('2')
  expect(write).toHaveBeenCalledTimes(20)
  shown('1')
  expect(write).toHaveBeenCalledTimes(21)
})

test('one text that is longer than all that is remembered is made again and again', () => {
  add('1', 'x'.repeat(2_000_001))
  shown('1')
  shown('1')
  expect(write).toHaveBeenCalledTimes(2)
})

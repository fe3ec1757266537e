import { describe, expect, test } from 'vitest'
import { PathTree } from '../../../src/server/path-tree.ts'

const tree = new PathTree<string>()
for (const path of [
  '/',
  '/contacts',
  '/contacts/{id}',
  '/contacts/count',
  '/contacts/{contact_id}/messages/{id}',
  '/contacts/count/days',
])
  tree.set(path, path)

const found = (path: string) => {
  const place = tree.find(path)
  return place && [place.what, place.params]
}

describe('a path', () => {
  test.each([
    ['/', '/', {}],
    ['/contacts', '/contacts', {}],
    ['/contacts/', '/contacts', {}],
    ['//contacts//count', '/contacts/count', {}],
    ['/contacts/CT1', '/contacts/{id}', { id: 'CT1' }],
    ['/contacts/counts', '/contacts/{id}', { id: 'counts' }],
    ['/contacts/CT1/messages/SM2', '/contacts/{contact_id}/messages/{id}', { contact_id: 'CT1', id: 'SM2' }],
    ['/contacts/%2B1206%20a%2Fb', '/contacts/{id}', { id: '+1206 a/b' }],
    ['/%63ontacts', '/contacts', {}],
  ])('%s leads to %s', (path, what, params) => {
    expect(found(path)).toEqual([what, params])
  })

  test('that begins as one that is written out may still be one with a placeholder', () => {
    expect(found('/contacts/count/messages/SM2')).toEqual([
      '/contacts/{contact_id}/messages/{id}',
      { contact_id: 'count', id: 'SM2' },
    ])
  })

  test.each([
    ['of which only a part is known', '/contacts/CT1/messages'],
    ['in other capitals', '/Contacts'],
    ['with an escape that is broken', '/contacts/%zz'],
    ['with an escape of no letter', '/contacts/%ff'],
    ['with a name that is longer than any', `/contacts/${'x'.repeat(1001)}`],
    ['with another slash in a segment', '/contacts%2Fcount'],
    ['that is none', '*'],
    ['of what every object has', '/constructor'],
  ])('%s leads nowhere', (_what, path) => {
    expect(found(path)).toBeUndefined()
  })
})

test('two things at one path are refused, whatever their placeholders are called', () => {
  expect(() => tree.set('/contacts/{name}', 'other')).toThrow('Nothing can tell /contacts/{name} from /contacts/{id}.')
})

test('a path of a million segments leads nowhere, and ends nothing', () => {
  expect(found('/a'.repeat(1_000_000))).toBeUndefined()
})

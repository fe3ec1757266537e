import { expect, test } from 'vitest'
import { boundaryRows } from '../../../src/providers/rapidpro/boundaries/boundary.ts'
import { findBoundary } from '../../../src/providers/rapidpro/boundaries/find-boundary.ts'
import { startWorkspace } from './start.ts'

async function startBoundaries() {
  const started = await startWorkspace()
  const pages = (method: string, path: string, body?: unknown) => started.admin(method, `/rapidpro/${path}`, body)
  const all = async (query = ''): Promise<any[]> => (await started.get(`boundaries.json?${query}`)).body.results
  const named = async (name: string, query = '') => (await all(query)).find((one) => one.name === name)
  return Object.assign(started, { pages, all, named })
}

const KIGALI = 'R1708283'

test('a GET returns the boundaries of the country, in the order of their OSM ids as text', async () => {
  const { get, all, named } = await startBoundaries()
  expect((await get('boundaries.json')).body).toMatchObject({ next: null, previous: null })
  const ids = (await all()).map(({ osm_id }) => osm_id)
  expect(ids).toEqual(ids.toSorted((a, b) => (a < b ? -1 : 1)))
  expect(await named('Rwanda')).toEqual({
    osm_id: 'R171496',
    name: 'Rwanda',
    parent: null,
    level: 0,
    aliases: [],
    geometry: null,
  })
  expect(await named('Kigali City')).toEqual({
    osm_id: KIGALI,
    name: 'Kigali City',
    parent: { osm_id: 'R171496', name: 'Rwanda' },
    level: 1,
    aliases: ['Kigali', 'Kigari'],
    geometry: null,
  })
  const levels = (await all()).map(({ level }) => level)
  expect([0, 1, 2].map((level) => levels.filter((one) => one === level).length)).toEqual([1, 5, 30])
  expect((await named('Gisozi')).parent.name).toBe('Gasabo')
})

type Ring = [number, number][]

/** Twice the area of a ring; positive where it goes round counterclockwise. */
const areaOf = (ring: Ring): number =>
  ring.slice(1).reduce((sum, [x, y], at) => sum + ring[at]![0] * y - x * ring[at]![1], 0)

test('to include geometry, specify geometry=true', async () => {
  const { all } = await startBoundaries()
  const boundaries = await all('geometry=true')
  const rings = new Map<string, Ring>()
  for (const { osm_id, geometry } of boundaries) {
    expect(geometry).toMatchObject({ type: 'MultiPolygon', coordinates: [[expect.any(Array)]] })
    const ring: Ring = geometry.coordinates[0][0]
    rings.set(osm_id, ring)
    expect(ring.length).toBeGreaterThanOrEqual(4)
    expect(ring.at(-1)).toEqual(ring[0])
    expect(areaOf(ring)).toBeGreaterThan(0)
  }
  for (const { osm_id, parent } of boundaries.filter((one) => one.parent)) {
    const outer = rings.get(parent.osm_id)!
    for (const axis of [0, 1] as const)
      for (const corner of rings.get(osm_id)!) {
        expect(corner[axis]).toBeGreaterThanOrEqual(Math.min(...outer.map((one) => one[axis])))
        expect(corner[axis]).toBeLessThanOrEqual(Math.max(...outer.map((one) => one[axis])))
      }
  }
  // Provinces and districts leave nothing of the country out, and do not overlap.
  const sum = (level: number) =>
    boundaries.filter((one) => one.level === level).reduce((total, { osm_id }) => total + areaOf(rings.get(osm_id)!), 0)
  expect(sum(1)).toBeCloseTo(sum(0), 3)
  expect(sum(2)).toBeCloseTo(sum(0), 3)
  expect((await all('geometry=no'))[0].geometry).toBeNull()
})

test('a workspace in another country, or in none, has an empty page', async () => {
  const { all, pages, credentials } = await startBoundaries()
  const { workspace } = credentials['rapidpro']!
  for (const country of ['KE', '']) {
    expect((await pages('POST', `workspaces/${workspace}`, { country })).status).toBe(200)
    expect(await all()).toEqual([])
  }
  expect((await pages('GET', 'boundaries')).body.boundaries).toEqual([])
})

test('aliases are changed on the web pages, and of places side by side no two have the same', async () => {
  const { named, pages } = await startBoundaries()
  const { osm_id } = await named('Gasabo')
  const other = (await named('Kicukiro')).osm_id
  await pages('POST', `boundaries/${osm_id}`, { aliases: ['Kacyiru side', 'Airport'] })
  expect((await named('Gasabo')).aliases).toEqual(['Airport', 'Kacyiru side'])
  const { body } = await pages('POST', `boundaries/${other}`, { aliases: ['airport', 'AIRPORT'] })
  expect(body.aliases).toEqual(['airport'])
  expect((await named('Gasabo')).aliases).toEqual(['Kacyiru side'])
  expect((await pages('POST', 'boundaries/R1', { aliases: [] })).body.error.message).toContain(
    'There is no boundary "R1".',
  )
})

test.each([
  ['state', 'kigali CITY', undefined, 'Rwanda > Kigali City'],
  ['state', 'Kigari', undefined, 'Rwanda > Kigali City'],
  ['state', 'I live in Kigali, near the lake', undefined, 'Rwanda > Kigali City'],
  ['state', 'Nairobi', undefined, undefined],
  ['district', 'Gasabo!', 'Rwanda > Kigali City', 'Rwanda > Kigali City > Gasabo'],
  ['district', 'Gasabo', 'Rwanda > Eastern Province', undefined],
  ['district', 'rwanda>kigali city >gasabo', undefined, 'Rwanda > Kigali City > Gasabo'],
  ['ward', 'Ngoma', 'Rwanda > Southern Province > Huye', 'Rwanda > Southern Province > Huye > Ngoma'],
  ['district', 'Ngoma', undefined, 'Rwanda > Eastern Province > Ngoma'],
] as const)('as a %s, "%s" within %s means %s', async (level, text, within, path) => {
  const { world } = await startBoundaries()
  expect(findBoundary(world, level, text, within)?.path).toBe(path)
  expect(boundaryRows().size).toBeGreaterThan(50)
})

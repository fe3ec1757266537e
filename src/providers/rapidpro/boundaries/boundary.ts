import * as Type from 'typebox'
import type { Sight } from '../../../core/sight.ts'
import { Collection, type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { viewOf } from '../../../http/view.ts'
import { once } from '../../../standards/once.ts'
import { orNull } from '../dialect/endpoints.ts'
import { boundaryAliases } from './boundary-alias.ts'
import { around, cut, multiPolygon, shapeOf } from './geometry.ts'
import { type Box, RWANDA } from './rwanda.ts'

/** What boundaries are at each level, from the country down. */
export const LEVELS = ['country', 'state', 'district', 'ward'] as const

/** A part of a country that has a name. Its id is its OSM id. All worlds have the same, and no world keeps them. */
export type Boundary = RowOf<typeof boundaries>

const boundaries = defineCollection('rapidpro.boundaries', {
  name: kept.text,
  parent: kept.orNull(kept.text),
  level: kept.whole(0, LEVELS.length - 1),
  /** Its name after those of whatever it lies in. */
  path: kept.text,
  country: kept.country,
  west: kept.number,
  south: kept.number,
  east: kept.number,
  north: kept.number,
})

const SEPARATOR = ' > '

/** All that there are, in the order of their OSM ids as text. */
export const boundaryRows = once(() => {
  const made: Boundary[] = []
  const add = (osm_id: string, name: string, parent: Boundary | null, [west, south, east, north]: Box): Boundary => {
    const row = {
      id: osm_id,
      sequence: 0,
      name,
      parent: parent && parent.id,
      level: parent ? parent.level + 1 : 0,
      path: parent ? parent.path + SEPARATOR + name : name,
      country: RWANDA.code,
      west,
      south,
      east,
      north,
    }
    made.push(row)
    return row
  }
  const country = add(RWANDA.osm_id, RWANDA.name, null, around(RWANDA.provinces.map(({ box }) => box)))
  for (const { osm_id, name, box, districts } of RWANDA.provinces) {
    const province = add(osm_id, name, country, box)
    const boxes = cut(box, Object.keys(districts).length)
    for (const [at, [called, wards]] of Object.entries(districts).entries()) {
      const district = add(partOf(province, at), called, province, boxes[at]!)
      for (const [index, within] of cut(boxes[at]!, wards.length).entries())
        add(partOf(district, index), wards[index]!, district, within)
    }
  }
  made.sort((a, b) => (a.id < b.id ? -1 : 1))
  return new Collection(boundaries, {
    sequence: made.length,
    rows: made.map((row, at) => ({ ...row, sequence: at + 1 })),
  })
})

const partOf = ({ id }: Boundary, at: number): string => id + String(at + 1).padStart(2, '0')

/** Other names that the workspace knows a boundary by, in the order of the alphabet. */
export const aliasesOf = (world: Pick<Sight, 'collection'>, { id }: Boundary): string[] =>
  world
    .collection(boundaryAliases)
    .by('boundary', id)
    .map(({ name }) => name)
    .sort()

const boundaryRef = Type.Object(
  { osm_id: Type.String(), name: Type.String() },
  { additionalProperties: false, title: 'BoundaryRef' },
)

/** How a boundary looks, with its shape or without. */
export const boundaryView = viewOf<Boundary, boolean | void>()('Boundary', {
  osm_id: [Type.String({ description: 'Its id in OpenStreetMap, after the kind of element.' }), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  parent: [orNull(boundaryRef), ({ parent }) => (parent === null ? null : refTo(boundaryRows().get(parent)!))],
  level: [
    Type.Unsafe<number>({
      type: 'integer',
      enum: LEVELS.map((_, level) => level),
      description: '0 for a country, 1 for a state, 2 for a district, 3 for a ward.',
    }),
    ({ level }) => level,
  ],
  aliases: [
    Type.Array(Type.String(), { description: 'Other names that the workspace knows it by.' }),
    (row, world) => aliasesOf(world, row),
  ],
  geometry: [
    Type.Union([multiPolygon, Type.Null()], { description: 'Only where it was asked for.' }),
    ({ west, south, east, north }, _world, withShape) => (withShape ? shapeOf([west, south, east, north]) : null),
  ],
})

const refTo = ({ id, name }: Boundary) => ({ osm_id: id, name })

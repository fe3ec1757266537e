import * as Type from 'typebox'
import type { Box } from './rwanda.ts'

/** A shape in GeoJSON: polygons, of which each is a list of rings, of which each is a list of longitudes and latitudes. */
export const multiPolygon = Type.Object(
  { type: Type.Literal('MultiPolygon'), coordinates: Type.Array(Type.Array(Type.Array(Type.Array(Type.Number())))) },
  { additionalProperties: false, title: 'MultiPolygon' },
)

/** A box as a shape of one ring, counterclockwise and closed. */
export function shapeOf([west, south, east, north]: Box) {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ].map((corner) => corner.map(rounded))
  return { type: 'MultiPolygon' as const, coordinates: [[corners]] }
}

/** To about a metre. */
const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5

/** The smallest box around some. */
export const around = (boxes: readonly Box[]): Box => [
  Math.min(...boxes.map(([west]) => west)),
  Math.min(...boxes.map(([, south]) => south)),
  Math.max(...boxes.map(([, , east]) => east)),
  Math.max(...boxes.map(([, , , north]) => north)),
]

/** Cuts a box into so many, side by side in rows, with nothing left over. */
export function cut([west, south, east, north]: Box, into: number): Box[] {
  const rows = Math.round(Math.sqrt(into)) || 1
  return Array.from({ length: into }, (_, at) => {
    const row = Math.floor((at * rows) / into)
    const first = Math.ceil((row * into) / rows)
    const columns = Math.ceil(((row + 1) * into) / rows) - first
    const [width, height] = [(east - west) / columns, (north - south) / rows]
    const [left, bottom] = [west + (at - first) * width, south + row * height]
    return [left, bottom, left + width, bottom + height]
  })
}

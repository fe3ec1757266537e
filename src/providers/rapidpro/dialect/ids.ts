import { type Random, hex8 } from '../../../core/random.ts'

/**
 * The uuids of rows that have a number, made of the number and twenty-four hex digits of chance that such rows share:
 * nothing has to be stored or indexed, and a uuid leads straight to its row.
 */
export const uuidTail = (random: Random, stream: string): string => random.uuid(stream).slice(8)

/** An odd number has an inverse modulo 2^32, so scattering can be undone. */
const SCATTER = 0x9e3779b1
const GATHER = 0x0e8b2f51

export const uuidOf = (number: number, tail: string): string => hex8(Math.imul(number, SCATTER) >>> 0) + tail

/** The number that a uuid stands for; undefined where it is none of these. */
export function numberOf(uuid: string, tail: string): number | undefined {
  const text = uuid.toLowerCase()
  if (text.length !== 36 || !text.endsWith(tail)) return undefined
  const number = Math.imul(Number.parseInt(text.slice(0, 8), 16), GATHER) >>> 0
  return uuidOf(number, tail) === text ? number : undefined
}

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i

/** A uuid as rows have it, in lower case and with dashes, however it is written; undefined where the text is none. */
export const uuidIn = (text: string): string | undefined =>
  UUID.test(text)
    ? text
        .replaceAll('-', '')
        .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
        .toLowerCase()
    : undefined

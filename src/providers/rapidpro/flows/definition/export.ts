import type { TSchema } from 'typebox'
import * as Type from 'typebox'
import { type Field, field, optional, withDefault } from '../../../../http/field.ts'
import { text } from '../../../../http/strict-fields.ts'
import type { Definition } from './definition.ts'
import { Place } from './place.ts'
import { readDefinition } from './read-definition.ts'
import { readCampaign, readField, readGroup, readTrigger } from './read-others.ts'

/** No workspace that people keep comes near these. */
const MOST = { flows: 500, campaigns: 100, triggers: 1000, fields: 250, groups: 250 }

/** Bytes of an export: more than any that was found in public has. */
export const LARGEST_EXPORT = 4 * 1024 * 1024

/** How deep what a world keeps may be nested. */
const DEEPEST = 64

/** What an export holds, as the service writes it. Only its version has to be there. */
export const exportBody = {
  version: version(),
  site: optional(text('Where it was written.', { max: 255 })),
  flows: items('Flows of specification 13.', MOST.flows, readFlows),
  campaigns: items('Campaigns with their events.', MOST.campaigns, each(readCampaign)),
  triggers: items('What starts flows.', MOST.triggers, each(readTrigger)),
  fields: items('Fields that flows and campaigns use.', MOST.fields, each(readField)),
  groups: items('Groups that they use.', MOST.groups, each(readGroup)),
}

function each<T>(read: (place: Place) => T | undefined): (places: readonly Place[]) => T[] {
  return (places) => places.flatMap((place) => read(place) ?? [])
}

function version(): Field<string> {
  return field(
    Type.Union([Type.String(), Type.Number()], { description: 'Of the export: 13.' }),
    (raw, path, issues) => {
      // An object may hold a `toString` of its own.
      if ((typeof raw === 'string' || typeof raw === 'number') && /^13(?:\.\d+)?$/.test(String(raw))) return '13'
      new Place(raw, path, issues).refuse(
        `has to be 13, not ${JSON.stringify(raw)}. Import an older export into the service, and export it again.`,
      )
      return ''
    },
  )
}

/** A list of what `read` makes of its items; nothing where it is left out. */
function items<T>(description: string, most: number, read: (items: readonly Place[]) => T[]): Field<T[]> {
  const schema: TSchema = Type.Array(Type.Object({}, { additionalProperties: true }), { description, maxItems: most })
  return withDefault(
    field(schema, (raw, path, issues) => {
      const place = new Place(raw, path, issues)
      if (isDeeper(raw, DEEPEST)) {
        place.refuse(`is nested more than ${DEEPEST} levels deep.`)
        return []
      }
      return read(place.items(most))
    }),
    [],
  )
}

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1)))

/** An export has each flow once: by its uuid, and by its name and type. */
function readFlows(places: readonly Place[]): Definition[] {
  const seen = new Map<string, number>()
  return places.flatMap((place, index) => {
    const definition = readDefinition(place)
    // What is wrong anywhere has the whole refused, and is not told without end.
    if (!definition || place.issues.length > 0) return []
    for (const name of [definition.uuid, `${definition.type} ${definition.name.trim().toLowerCase()}`]) {
      const twin = seen.get(name)
      if (twin !== undefined) place.refuse(`is a flow of the uuid, or of the name and type, of flow ${twin}, too.`)
      seen.set(name, index)
    }
    return [definition]
  })
}

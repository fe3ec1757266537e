import { mediaType, textOf } from '../../../http/body.ts'
import { Problem, invalid } from '../../../http/problem.ts'
import type { RapidproCall } from './caller.ts'
import { type BodyField, type BodyFields, isObject } from './fields.ts'
import { readJson } from './json.ts'
import { type FormEntries, type TextEntries, readForm } from './form.ts'
import { mannersOf } from './manners.ts'
import { readMultipart } from './multipart.ts'
import { SENTENCES } from './sentences.ts'

type Body = Record<string, unknown>

const READERS: Readonly<Record<string, (call: RapidproCall) => Body>> = {
  'application/json': ({ request }) => asObject(readJson(textOf(request), request.body)),
  'application/x-www-form-urlencoded': (call) => shape(readForm(textOf(call.request)), call),
  'multipart/form-data': (call) => shape(readMultipart(call.request, bytesOf(call)), call),
}

/** The body as an object, whichever way it came; nothing at all is an empty one. @throws Problem */
export function parseBody(call: RapidproCall): Body {
  const { request } = call
  if (mannersOf(call.endpoint).formsOnly && !FORMS.has(mediaType(request))) return {}
  if (!request.bodyProblem && (!request.body || request.body.length === 0)) return {}
  const type = mediaType(request)
  const isTaken = call.endpoint.bodyMedia?.includes(type) ?? true
  const read = isTaken && Object.hasOwn(READERS, type) ? READERS[type] : undefined
  if (!read)
    throw new Problem(
      'unsupported_media',
      `Unsupported media type "${request.headers['content-type'] ?? ''}" in request.`,
    )
  return read(call)
}

const FORMS = new Set(['application/x-www-form-urlencoded', 'multipart/form-data'])

function asObject(json: unknown): Body {
  if (!isObject(json)) throw invalid('non_field_errors', SENTENCES.bodyNotObject)
  return json
}

/** The body's bytes, whatever they are. @throws Problem where they could not be read */
function bytesOf({ request, endpoint }: RapidproCall): Uint8Array {
  if (request.bodyProblem === 'too_large') refuseLargeFile(endpoint.body as BodyFields)
  if (request.bodyProblem) textOf(request)
  return request.body!
}

/** What makes a form with a file too large is the file. @throws Problem */
function refuseLargeFile(fields: BodyFields): void {
  const file = Object.keys(fields).find((name) => fields[name]!.form === 'file')
  if (file !== undefined) throw invalid(file, SENTENCES.fileTooLarge)
}

/** A form as the object that JSON would have been: which values are lists or objects, the endpoint's fields know. */
function shape(entries: FormEntries, call: RapidproCall): Body {
  const body: Body = {}
  const fields: BodyFields = call.endpoint.body
  const texts = entries.filter((entry): entry is TextEntries[number] => typeof entry[1] === 'string')
  for (const [name, { form, nullable, blank, required }] of Object.entries(fields)) {
    const found = form === 'file' ? lastOf(name, entries) : SHAPES[form](name, texts)
    // A form cannot say null: empty text stands for it, or for nothing where neither null nor empty text will do.
    const empty = found === '' && !blank && (nullable || !required)
    if (empty && nullable) body[name] = null
    else if (found !== undefined && !empty) body[name] = found
  }
  return body
}

const SHAPES: Record<Exclude<BodyField<unknown>['form'], 'file'>, (name: string, entries: TextEntries) => unknown> = {
  value: lastOf,
  list: (name, entries) => {
    const repeated = entries.filter(([one]) => one === name).map(([, value]) => value)
    if (repeated.length > 0) return repeated
    const indexed = entries.filter(([one]) => one.startsWith(`${name}[`) && /^\[\d+\]$/.test(one.slice(name.length)))
    return indexed.length > 0 ? indexed.map(([, value]) => value) : undefined
  },
  object: (name, entries) => {
    const own = entries
      .filter(([one]) => one.startsWith(`${name}.`))
      .map(([one, value]) => [one.slice(name.length + 1), value] as const)
    // A translated text may come as plain text.
    return own.length > 0 ? Object.fromEntries(own) : lastOf(name, entries)
  },
}

function lastOf<V>(name: string, entries: readonly (readonly [string, V])[]): V | undefined {
  return entries.findLast(([one]) => one === name)?.[1]
}

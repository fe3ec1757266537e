import type { OpenAPIObject } from 'openapi3-ts/oas31'
import { A_PICTURE } from '../../src/http/example.ts'
import type { BareCall } from './bare-simulator.ts'

type Scalar = string | number | boolean
type Value = Scalar | readonly Scalar[] | Readonly<Record<string, Scalar>>

interface Parameter {
  name: string
  in: 'path' | 'query'
  required: boolean
  explode?: boolean
  example?: Value
  schema: { type?: string; default?: Value }
}

interface Schema {
  format?: string
  items?: { format?: string }
  default?: Scalar
  example?: Scalar
}

interface Operation {
  parameters: Parameter[]
  requestBody?: { content: Record<string, { schema: { properties: Record<string, Schema> }; example?: unknown }> }
}

/** Where nobody has chosen a file. */
const A_FILE = new File([A_PICTURE.content], A_PICTURE.name, { type: A_PICTURE.type })

/** What Swagger UI sends where somebody presses "Try it out" and "Execute", and nothing else. */
export async function requestOf(document: OpenAPIObject, path: string, method: string): Promise<BareCall> {
  const { parameters, requestBody } = (document.paths as Record<string, Record<string, Operation>>)[path]![method]!
  const given = parameters.flatMap((one) => {
    const value = one.example ?? one.schema.default
    if (value === undefined && one.required) throw new Error(`nothing is said to send as ${one.name}`)
    if (value === undefined && one.schema.type === 'object') throw new Error(`${one.name} would be made up`)
    return value === undefined ? [] : [{ ...one, value }]
  })
  const inPath = new Map(given.filter((one) => one.in === 'path').map(({ name, value }) => [name, value]))
  const asked = new URLSearchParams(
    given.filter((one) => one.in === 'query').flatMap(({ name, value, explode }) => written(name, value, explode)),
  )
  return {
    method: method.toUpperCase(),
    path: path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(inPath.get(name as string) as string)),
    query: asked.toString(),
    ...(requestBody && (await bodyOf(requestBody.content))),
  }
}

/** A list is one parameter each, or one in all, and of an object its names are. */
function written(name: string, value: Value, explode = true): [string, string][] {
  if (Array.isArray(value) && !explode) return [[name, value.join()]]
  if (Array.isArray(value)) return value.map((one) => [name, String(one)])
  if (typeof value === 'object') return Object.entries(value).map(([key, one]) => [`${name}[${key}]`, String(one)])
  return [[name, String(value)]]
}

/** Of several media types the first is chosen. */
async function bodyOf(content: NonNullable<Operation['requestBody']>['content']) {
  const [[type, media]] = Object.entries(content) as [[string, (typeof content)[string]]]
  if (type === 'application/json')
    return { headers: { 'content-type': type }, body: JSON.stringify(media.example, null, 2) }
  const form = type === 'multipart/form-data' ? new FormData() : new URLSearchParams()
  for (const [name, schema] of Object.entries(media.schema.properties)) {
    if (schema.format === 'binary' || schema.items?.format === 'binary') {
      ;(form as FormData).append(name, A_FILE)
      continue
    }
    const value = schema.example ?? schema.default ?? 'string'
    form.append(name, String(value))
  }
  const request = new Request('http://textbed.test', { method: 'POST', body: form })
  return {
    headers: { 'content-type': request.headers.get('content-type')! },
    body: new Uint8Array(await request.arrayBuffer()),
  }
}

import type { TSchema } from 'typebox'
import type {
  OpenAPIObject,
  OperationObject,
  ParameterObject,
  PathItemObject,
  ResponsesObject,
  SchemaObject,
  SecuritySchemeObject,
} from 'openapi3-ts/oas31'
import { keywordsOf } from '../core/schema-keywords.ts'
import type { World } from '../core/world.ts'
import type { Api } from './api.ts'
import type { Example } from './call.ts'
import type { Endpoint } from './endpoint.ts'
import { A_PICTURE } from './example.ts'
import type { Field, Fields, Parameter } from './field.ts'

/** An API's endpoints as an OpenAPI 3.1 document; the world given lends the examples. */
export function documentOf(api: Api, world: World): OpenAPIObject {
  const components = new Components()
  const paths: Record<string, PathItemObject> = {}
  for (const endpoint of api.endpoints)
    (paths[endpoint.path] ??= {})[endpoint.method] = operation(api, endpoint, world, components)
  return {
    openapi: '3.1.0',
    info: {
      title: api.title,
      version: api.version,
      description: api.description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'This simulator.' }],
    tags: [...new Set(api.endpoints.map(({ tag }) => tag))].map((name) => ({ name })),
    security: Object.keys(api.security).map((name) => ({ [name]: [] })),
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: api.security as unknown as Record<string, SecuritySchemeObject>,
    },
  }
}

function operation(api: Api, endpoint: Endpoint, world: World, components: Components): OperationObject {
  const fields: Fields | undefined = endpoint.body
  const takesBody = fields && Object.keys(fields).length > 0
  const example = endpoint.example?.(world) ?? {}
  return {
    operationId: endpoint.id,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(endpoint.description ? { description: endpoint.description } : {}),
    ...(endpoint.open ? { security: [] } : {}),
    parameters: [...pathParameters(api, endpoint, world, example), ...queryParameters(endpoint.query, example)],
    ...(takesBody ? { requestBody: requestBody(fields, endpoint.bodyMedia, example) } : {}),
    responses: responses(api, endpoint, components),
  }
}

function pathParameters(api: Api, endpoint: Endpoint, world: World, { path = {} }: Example): ParameterObject[] {
  const known = api.pathParameters(world)
  return [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => {
    const example = path[name!] ?? known[name!]?.example
    return {
      name: name!,
      in: 'path',
      required: true,
      description: known[name!]?.description ?? '',
      schema: { type: 'string' },
      ...(example === undefined ? {} : { example }),
    }
  })
}

const queryParameters = (fields: Fields = {}, { query = {} }: Example): ParameterObject[] =>
  Object.entries(fields)
    .flatMap(([name, field]) => parametersOf(name, field))
    .map(({ name, schema, required = false, description, style }) => {
      const { description: own, ...rest } = keywordsOf(schema)
      const said = description ?? own
      // What has names of any kind is sent only where an example says so; Swagger UI would make some up.
      const given: unknown = query[name] ?? (style === 'deepObject' ? {} : undefined)
      const example = style === 'commas' && typeof given === 'string' ? given.split(',') : given
      return {
        name,
        in: 'query',
        required,
        ...(said ? { description: said } : {}),
        schema: plain(rest),
        ...(style ? STYLES[style] : {}),
        ...(example === undefined ? {} : { example }),
      }
    })

const STYLES = {
  deepObject: { style: 'deepObject', explode: true },
  commas: { style: 'form', explode: false },
} as const satisfies Record<NonNullable<Parameter['style']>, Pick<ParameterObject, 'style' | 'explode'>>

const parametersOf = (name: string, field: Field): Parameter[] =>
  field.parameters?.(name) ?? [{ name, schema: field.schema, required: field.required }]

function requestBody(fields: Fields, media: readonly string[] = JSON_ALONE, { body = {} }: Example) {
  const required = Object.keys(fields).filter((name) => fields[name]!.required)
  const properties = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, plain(field.schema)]))
  const schema = { type: 'object', properties, ...(required.length > 0 ? { required } : {}) } as SchemaObject
  // What has to be there and cannot be written, as a file, is left to be chosen, or to the page.
  const isShown = required.every((name) => name in body)
  const isForm = !media.includes('application/json')
  return {
    required: required.length > 0,
    content: Object.fromEntries(
      media.map((one) => [
        one,
        { schema: isForm ? filledIn(schema, body) : schema, ...(isShown && { example: body }) },
      ]),
    ),
  }
}

/** A form is filled in field by field: what the example leaves out is sent empty, or Swagger UI would make it up. */
function filledIn(schema: SchemaObject, body: Readonly<Record<string, unknown>>): SchemaObject {
  const shown = (one: SchemaObject, name: string): SchemaObject => {
    if (one.items) return { ...one, items: shown(one.items as SchemaObject, name) }
    if (one.type !== 'string') return one
    return { ...one, example: one.format === 'binary' ? A_PICTURE.name : (body[name] ?? '') }
  }
  const properties = Object.entries(schema.properties!).map(([name, one]) => [name, shown(one as SchemaObject, name)])
  return { ...schema, properties: Object.fromEntries(properties) as NonNullable<SchemaObject['properties']> }
}

function responses(api: Api, endpoint: Endpoint, components: Components): ResponsesObject {
  const { problemSchema, problemStatuses } = api.dialect
  const good: [number, TSchema | null][] = [
    [endpoint.status ?? 200, endpoint.returns],
    ...Object.entries(endpoint.alsoReturns ?? {}).map(([status, schema]): [number, TSchema] => [
      Number(status),
      schema,
    ]),
  ]
  return Object.fromEntries([
    ...good.map(([status, schema]) => [
      status,
      { description: 'As asked.', ...(schema ? content(components.refer(schema), endpoint.returnsMedia) : {}) },
    ]),
    ...problemStatuses.map((status) => [
      status,
      { description: MEANING[status] ?? 'Refused.', ...content(components.refer(problemSchema)) },
    ]),
  ]) as ResponsesObject
}

const JSON_ALONE = ['application/json']

const content = (schema: SchemaObject, media: readonly string[] = JSON_ALONE) => ({
  content: Object.fromEntries(media.map((one) => [one, { schema }])),
})

const MEANING: Record<number, string> = {
  400: 'A parameter is wrong.',
  401: 'The credentials are missing or wrong.',
  402: 'The account is unpaid or over a limit.',
  403: 'Refused.',
  404: 'No such thing.',
  405: 'The path does not take this method.',
  409: 'Not in this state.',
  429: 'Too many calls.',
  500: 'Something broke.',
  501: 'Declared, but not simulated.',
}

/** Schemas with a title are written once and referred to. */
class Components {
  readonly schemas: Record<string, SchemaObject> = {}

  refer(schema: TSchema): SchemaObject {
    return this.#replace(plain(schema)) as SchemaObject
  }

  #replace(node: unknown): unknown {
    if (Array.isArray(node)) return node.map((one) => this.#replace(one))
    if (typeof node !== 'object' || node === null) return node
    const copy = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, this.#replace(value)]))
    const title = (node as { title?: unknown }).title
    if (typeof title !== 'string' || !('type' in node || 'anyOf' in node || 'allOf' in node)) return copy
    const name = title.replace(/[^A-Za-z0-9]+(.)?/g, (_, letter: string | undefined) => letter?.toUpperCase() ?? '')
    const there = (this.schemas[name] ??= copy)
    if (JSON.stringify(there) !== JSON.stringify(copy))
      throw new Error(`Two schemas are called "${title}", and differ: give one of them another title.`)
    return { $ref: `#/components/schemas/${name}` }
  }
}

/** A schema without what is only for the type system. */
const plain = (schema: unknown): SchemaObject => JSON.parse(JSON.stringify(schema)) as SchemaObject

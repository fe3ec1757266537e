import { describe, expect, test } from 'vitest'
import { documentOf } from '../../src/http/openapi.ts'
import { providers as served } from '../../src/providers/index.ts'
import { startBare } from '../support/bare-simulator.ts'
import { grownToy } from '../support/toy/index.ts'

const providers = [...served, grownToy]
const { apis, world } = startBare(providers)

interface Operation {
  operationId: string
  summary: string
  tags: string[]
  parameters: { name: string; in: string; required: boolean; description?: string; schema: unknown }[]
  requestBody?: { content: Record<string, { schema: { properties: Record<string, unknown> } }> }
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>
}

describe.each(apis.map((api) => ({ name: api.name, api })))('the document of $name', ({ api }) => {
  const document = documentOf(api, world)
  const paths = document.paths as Record<string, Record<string, Operation>>
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )

  test('has every endpoint under its own id, once', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(ids.toSorted()).toEqual(api.endpoints.map(({ id }) => id).toSorted())
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(new RegExp(`^${api.name}\\.[a-z]\\w*$`, 'i'))
  })

  test('has every endpoint at its own path and method', () => {
    expect(operations.map(({ path, method }) => `${method} ${path}`).toSorted()).toEqual(
      api.endpoints.map(({ path, method }) => `${method} ${path}`).toSorted(),
    )
  })

  test('declares every parameter of a path, and explains it', () => {
    for (const { path, operation } of operations) {
      const declared = operation.parameters.filter((one) => one.in === 'path')
      expect(declared.map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
      for (const one of declared) {
        expect(one.required).toBe(true)
        expect(`${one.name}: ${one.description}`).toMatch(/: .+\.$/)
      }
    }
  })

  test('names no parameter twice', () => {
    for (const { operation } of operations) {
      const names = operation.parameters.map((one) => `${one.in} ${one.name}`)
      expect(names).toEqual([...new Set(names)])
    }
  })

  test('declares every field of a query and of a body', () => {
    for (const endpoint of api.endpoints) {
      const { parameters, requestBody } = paths[endpoint.path]![endpoint.method]!
      const query = parameters.filter((one) => one.in === 'query').map(({ name }) => name.replace(/[[_].*/, ''))
      for (const name of Object.keys((endpoint.query ?? {}) as object))
        expect(query).toContain(name.replace(/[[_].*/, ''))
      const body = Object.keys((endpoint.body ?? {}) as object)
      const declared = Object.values(requestBody?.content ?? {}).map(({ schema }) => Object.keys(schema.properties))
      expect(declared).toEqual(declared.map(() => body))
      expect(declared.length > 0).toBe(body.length > 0)
    }
  })

  test('says of every operation what it does, in a sentence', () => {
    for (const { operation } of operations) {
      expect(operation.summary).toMatch(/^[A-Z].*\.$/)
      expect(operation.tags).toHaveLength(1)
    }
  })

  test('says what every good answer and every refusal looks like', () => {
    for (const { operation } of operations) {
      const statuses = Object.keys(operation.responses)
      expect(statuses.filter((status) => status < '400')).not.toEqual([])
      for (const status of api.dialect.problemStatuses) expect(statuses).toContain(String(status))
    }
  })

  test('refers to nothing that is not there', () => {
    const schemas = Object.keys(document.components?.schemas ?? {})
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name!,
    )
    expect(references.filter((name) => !schemas.includes(name))).toEqual([])
    expect(JSON.stringify(document)).not.toMatch(/"\$ref":"(?!#\/components\/schemas\/)/)
  })

  test('is the same each time, and nothing but JSON', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
    expect(documentOf(api, startBare(providers).world)).toEqual(document)
  })
})

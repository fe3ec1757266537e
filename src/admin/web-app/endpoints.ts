import * as Type from 'typebox'
import type { World } from '../../core/world.ts'
import type { Call } from '../../http/call.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { jsonObject } from '../../http/json-text.ts'
import type { WebPages } from '../../http/web-app.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { type Operator, endpoint } from '../dialect/index.ts'
import { inWorld, worldOf } from '../worlds/world.ts'
import { exampleOfFile, fileEndpoints, fileParameter } from './file-endpoints.ts'
import { rowOf } from './row-of.ts'
import { showRows } from './show-rows.ts'
import { wordsFor } from './words.ts'

/** What the web pages of all platforms do, as operations of this API. */
export const webAppEndpoints = ({ providers }: Simulator): Endpoint[] =>
  providers.flatMap(({ name, webPages = [] }) => webPages.flatMap((pages) => endpointsOf(name, pages)))

/** What stands in their paths for one of each. */
export const webAppParameters = ({ providers }: Simulator, world: World) =>
  Object.fromEntries(
    providers.flatMap(({ webPages = [] }) =>
      webPages.flatMap((pages) => {
        const { parameter, one } = wordsFor(pages)
        const row = pages.rows(world).at(-1)
        const parameters: [string, { description: string; example: string | undefined }][] = [
          [parameter, { description: `The id of ${one}.`, example: row?.id as string | undefined }],
        ]
        if (pages.files) parameters.push([fileParameter(pages), exampleOfFile(pages.files, world, row)])
        return parameters
      }),
    ),
  )

function endpointsOf(provider: string, pages: WebPages): Endpoint[] {
  const { noun, nouns, view, create, imports, change, remove } = pages
  const { path, parameter, list, one, operation } = wordsFor(pages)
  const all = `${inWorld}/${provider}/${path}`
  const each = `${all}/{${parameter}}`
  const common = { tag: `Web app: ${provider}` }
  /** Platforms may have things of one name: what stands in the path for one of them is not one of the others. */
  const ofOne = (demo: World) => ({ path: { [parameter]: String(pages.rows(demo).at(-1)?.id) } })
  const listed = Type.Object({ [list]: Type.Array(view.schema) }, { additionalProperties: false })
  const show = async (rows: Pick<ReturnType<WebPages['rows']>, 'map'>, call: Call<Operator>) => {
    const { simulator } = call.caller
    return jsonObject({ [list]: await showRows(rows, pages, worldOf(call), () => simulator.breathe()) }) as never
  }

  const endpoints = [
    ...(pages.find
      ? []
      : [
          endpoint({
            ...common,
            id: operation('list', provider, nouns),
            method: 'get',
            path: all,
            summary: `Lists the ${nouns}.`,
            returns: listed,
            handle: (call) => show(pages.rows(worldOf(call)), call),
          }),
        ]),
    ...(create
      ? [
          endpoint({
            ...common,
            id: operation('create', provider, noun),
            method: 'post',
            path: all,
            summary: `Makes ${one}.`,
            ...(create.description && { description: create.description }),
            body: create.body,
            example: (demo) => ({ body: create.example?.(demo) ?? {} }),
            status: 201,
            returns: view.schema,
            handle(call) {
              const world = worldOf(call)
              return view.json(create.make(world, call.body), world) as never
            },
          }),
        ]
      : []),
    ...(imports
      ? [
          endpoint({
            ...common,
            id: operation('import', provider, nouns),
            method: 'post',
            path: all,
            summary: `Takes in ${nouns} from a file.`,
            ...(imports.description && { description: imports.description }),
            bodyLimit: imports.bodyLimit,
            body: imports.body,
            example: (demo) => ({ body: imports.example?.(demo) ?? {} }),
            status: 201,
            returns: listed,
            handle: (call) => show(imports.take(worldOf(call), call.body), call),
          }),
        ]
      : []),
    endpoint({
      ...common,
      id: operation('get', provider, noun),
      method: 'get',
      path: each,
      summary: `Shows ${one}.`,
      example: ofOne,
      returns: view.schema,
      handle: (call) => view.json(rowOf(pages, call), worldOf(call)) as never,
    }),
    ...(remove
      ? [
          endpoint({
            ...common,
            id: operation('delete', provider, noun),
            method: 'delete',
            path: each,
            summary: `Deletes ${one}.`,
            ...(remove.description && { description: remove.description }),
            status: 204,
            returns: null,
            example: ofOne,
            handle: (call) => remove.discard(worldOf(call), rowOf(pages, call)),
          }),
        ]
      : []),
  ]
  if (pages.files) endpoints.push(...fileEndpoints(provider, pages, pages.files))
  if (!change) return endpoints
  return [
    ...endpoints,
    endpoint({
      ...common,
      id: operation('change', provider, noun),
      method: 'post',
      path: each,
      summary: `Changes what is given of ${one}.`,
      ...(change.description && { description: change.description }),
      body: change.body,
      example: (demo) => ({ ...ofOne(demo), body: change.example?.(demo) ?? {} }),
      returns: view.schema,
      async handle(call) {
        const world = worldOf(call)
        return view.json(await change.apply(world, rowOf(pages, call), call.body), world) as never
      },
    }),
  ]
}

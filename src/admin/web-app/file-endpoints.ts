import * as Type from 'typebox'
import { didYouMean } from '../../core/nearest.ts'
import type { Row } from '../../core/store/row.ts'
import type { World } from '../../core/world.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { Problem } from '../../http/problem.ts'
import type { WebPages } from '../../http/web-app.ts'
import { endpoint } from '../dialect/index.ts'
import { inWorld, worldOf } from '../worlds/world.ts'
import { rowOf } from './row-of.ts'
import { wordsFor } from './words.ts'

type Files = NonNullable<WebPages['files']>

const fileSchema = Type.Object(
  {
    name: Type.String({ description: 'In an address, a slash in it is written %2F.' }),
    size: Type.Integer({ description: 'Bytes.' }),
    time: Type.String({ description: 'When it was written, ISO 8601.' }),
  },
  { additionalProperties: false, title: 'File' },
)

/** What stands in paths for the name of a file. */
export const fileParameter = (pages: WebPages): string => wordsFor(pages).parameter.replace(/_id$/, '_file')

export const exampleOfFile = ({ list }: Files, world: World, row: Row | undefined) => ({
  description: 'The name of a file.',
  example: row && list(world, row).at(-1)?.name,
})

/** What lies in an object of the web pages: its names, and each of them as it is. */
export function fileEndpoints(
  provider: string,
  pages: WebPages,
  { description, list, open, mediaTypes }: Files,
): Endpoint[] {
  const { noun } = pages
  const { path, parameter, one, operation } = wordsFor(pages)
  const files = `${inWorld}/${provider}/${path}/{${parameter}}/files`
  const common = { tag: `Web app: ${provider}`, method: 'get', ...(description && { description }) } as const
  return [
    endpoint({
      ...common,
      id: operation('list', provider, `${noun} files`),
      path: files,
      summary: `Lists the files in ${one}.`,
      returns: Type.Object({ files: Type.Array(fileSchema) }, { additionalProperties: false }),
      handle: (call) => ({ files: [...list(worldOf(call), rowOf(pages, call))] }),
    }),
    endpoint({
      ...common,
      id: operation('get', provider, `${noun} file`),
      path: `${files}/{${fileParameter(pages)}}`,
      summary: `Answers a file in ${one}, as it is.`,
      returns: Type.String(),
      returnsMedia: mediaTypes,
      handle(call) {
        const [world, row, name] = [worldOf(call), rowOf(pages, call), call.params[fileParameter(pages)]!]
        const body = open(world, row, name)
        if (body) return body
        const known = list(world, row).map((file) => file.name)
        const meant = didYouMean(name, known) || 'Nothing lies there yet.'
        throw new Problem('not_found', `There is no file "${name.slice(0, 100)}" in ${noun} "${row.id}". ${meant}`)
      },
    }),
  ]
}

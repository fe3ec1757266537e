import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import type { HttpRequest } from '../../../http/message.ts'
import { Problem } from '../../../http/problem.ts'

/** What a form holds: names and values in their order. */
export type FormEntries = readonly (readonly [name: string, value: string])[]

/** The fields of a multipart form; its files are passed over. @throws Problem `malformed_body` */
export function readMultipart(request: HttpRequest): Promise<FormEntries> {
  return new Promise((resolve, reject) => {
    const refuse = (error: unknown) =>
      reject(new Problem('malformed_body', (error as Error).message, { code: 'multipart' }))
    const entries: [string, string][] = []
    try {
      const form = new Busboy({ headers: request.headers as BusboyHeaders, limits: { fields: 1000, files: 10 } })
      form.on('field', (name, value) => entries.push([name, value]))
      form.on('file', (_name, file) => file.resume())
      form.on('finish', () => resolve(entries))
      form.on('error', refuse)
      form.end(request.body)
    } catch (error) {
      refuse(error)
    }
  })
}

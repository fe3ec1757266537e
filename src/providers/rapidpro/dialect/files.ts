import * as Type from 'typebox'
import { type BodyField, refuse } from './fields.ts'
import { SENTENCES } from './sentences.ts'

/** A file of a multipart form, with its bytes. */
export interface UploadedFile {
  readonly name: string
  /** As the form says, lower case and without parameters. */
  readonly contentType: string
  readonly content: Uint8Array
}

/** A file, which only a multipart form can carry. */
export const file = (description: string): BodyField<UploadedFile> => ({
  schema: Type.Unsafe<UploadedFile>({ type: 'string', format: 'binary', description }),
  required: true,
  form: 'file',
  read(raw, path, issues) {
    if (raw === undefined) return refuse(issues, path, SENTENCES.noFile)
    if (typeof raw === 'string') return refuse(issues, path, SENTENCES.notFile)
    const given = raw as UploadedFile
    return given.content.length === 0 ? refuse(issues, path, SENTENCES.emptyFile) : given
  },
})

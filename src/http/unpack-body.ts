import { gunzip } from 'node:zlib'
import { type Stage, bodyLimitOf } from './call.ts'

/** Unpacks the body, if it came packed, up to the dialect's limit; what is wrong with it is worded when it is read. */
export const unpackBody: Stage = (call) => {
  const { request } = call
  if (!request.packed) return undefined
  const bytes = request.body!
  request.packed = false
  request.body = null
  return new Promise((resolve) => {
    gunzip(bytes, { maxOutputLength: bodyLimitOf(call) }, (error, unpacked) => {
      if (!error) request.body = unpacked
      else request.bodyProblem = isTooLarge(error) ? 'too_large' : 'broken_gzip'
      resolve()
    })
  })
}

const isTooLarge = (error: NodeJS.ErrnoException): boolean => error.code === 'ERR_BUFFER_TOO_LARGE'

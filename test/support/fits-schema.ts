import type { TSchema } from 'typebox'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Call } from '../../src/http/call.ts'
import type { HttpResponse, Pieces, TextResponse } from '../../src/http/message.ts'

const ajv = new Ajv2020({ allErrors: true, strict: false })
addFormats.default(ajv)

/** Compiled when first needed; an endpoint is a value that lives as long as the process. */
const compiled = new WeakMap<TSchema, ValidateFunction>()

function validatorOf(schema: TSchema): ValidateFunction {
  let validate = compiled.get(schema)
  if (!validate) compiled.set(schema, (validate = ajv.compile(schema)))
  return validate
}

/**
 * Holds an answer against what its endpoint says that it returns; one that comes in pieces at its end, which it then does
 * not get to. @throws Error with all that differs
 */
export function answerFitsSchema(call: Call, response: HttpResponse): void {
  const { body } = response
  if (body === null || typeof body === 'string') return textFits(call, { ...response, body })
  if (body instanceof Uint8Array) return textFits(call, { ...response, body: Buffer.from(body).toString() })
  response.body = fittingPieces(call, response, body)
}

async function* fittingPieces(call: Call, response: HttpResponse, pieces: Pieces): Pieces {
  const read: Buffer[] = []
  for await (const piece of pieces) {
    read.push(Buffer.from(piece))
    yield piece
  }
  textFits(call, { ...response, body: Buffer.concat(read).toString() })
}

function textFits(call: Call, { status, headers, body, reset }: TextResponse): void {
  // Some platforms refuse with a page of HTML; schemas are about JSON.
  if (reset || (status >= 400 && body !== null && !isJson(headers))) return
  const { endpoint, request } = call
  const what = `${endpoint.id} answered ${request.method} ${request.path} with ${status}`
  const schema = schemaFor(call, status)
  if (schema === undefined) throw new Error(`${what}, which is none of its declared answers: ${body ?? 'nothing'}`)
  if (schema === null || body === null) {
    if (schema === null && body === null) return
    throw new Error(
      `${what} and ${body === null ? 'no body, although it declares one' : `a body that it does not declare: ${body}`}`,
    )
  }
  const media = headers['content-type']?.split(';', 1)[0] ?? 'none'
  const declared = endpoint.returnsMedia ?? ['application/json']
  if (status < 400 && !declared.includes(media) && !declared.includes(media.replace(/\/.*/, '/*')))
    throw new Error(`${what} and the media type ${media}, which it does not declare`)
  const validate = validatorOf(schema)
  if (validate(readBody(headers, body))) return
  const differences = (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `  ${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
  )
  throw new Error(`${what}, which does not fit its own schema:\n${differences.join('\n')}\n${body.slice(0, 4000)}`)
}

/** Null where an answer has no body, undefined where no such answer is declared. */
function schemaFor({ api, endpoint, miss }: Call, status: number): TSchema | null | undefined {
  if (miss !== null) return status >= 400 ? api.dialect.problemSchema : undefined
  const others = endpoint.alsoReturns ?? {}
  if (status === (endpoint.status ?? 200)) return endpoint.returns
  if (Object.hasOwn(others, status)) return others[status]
  return status >= 400 ? api.dialect.problemSchema : undefined
}

const isJson = (headers: Record<string, string>): boolean => /[/+]json\b/.test(headers['content-type'] ?? '')

const readBody = (headers: Record<string, string>, body: string): unknown =>
  isJson(headers) ? (JSON.parse(body) as unknown) : body

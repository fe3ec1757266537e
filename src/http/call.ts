import type { Static, TSchema } from 'typebox'
import type { Entry } from '../core/journal.ts'
import type { World } from '../core/world.ts'
import type { FieldValues, Fields } from './field.ts'
import type { JsonText } from './json-text.ts'
import type { Body, HttpRequest, Reply, TextResponse } from './message.ts'
import { Problem } from './problem.ts'

// A call knows its endpoint and API, whose functions take the call: the four shapes need one another, and stand together.

// oxlint-disable-next-line typescript/no-explicit-any -- who calls and what was read differ from endpoint to endpoint
type Anything = any

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** One operation as a value: router, validation, types, document and conformance tests all come from it. */
export interface Endpoint<
  Caller = Anything,
  Q extends Fields = Anything,
  B extends Fields = Anything,
  R extends TSchema = TSchema,
  Manners = Anything,
> {
  /** `<provider>.<operation>`: its name in fault rules, the journal, the document and test titles. */
  readonly id: string
  readonly method: Method
  /** As OpenAPI writes it, with the provider's base path: `/v1/projects/{project_id}`. */
  readonly path: string
  readonly summary: string
  readonly description?: string
  /** The heading that it stands under in the document. */
  readonly tag: string
  readonly query?: Q | undefined
  readonly body?: B | undefined
  /** Media types that the body may have, JSON unless said. */
  readonly bodyMedia?: readonly string[]
  /** Bodies larger than this many bytes, unpacked, are refused; the dialect's limit unless said. */
  readonly bodyLimit?: number
  /** The good answer's body; null where it has none. */
  readonly returns: R | null
  /** Media types that the good answer may have, JSON unless said. */
  readonly returnsMedia?: readonly string[]
  /** The good answer's status, 200 unless said. */
  readonly status?: number
  /** Other good answers, by status. */
  readonly alsoReturns?: Readonly<Record<number, TSchema>>
  /** What rate limits count it under. */
  readonly scope?: string
  /** Whether anybody may call it, without credentials. */
  readonly open?: boolean
  /** Anything else that the dialect's stages want to know of it. */
  readonly manners?: Manners
  /** A good call, made of what the world `demo` holds: the document shows it, and a test sends it. */
  example?(demo: World): Example<NoInfer<Q>, NoInfer<B>>
  handle(
    call: Call<Caller, FieldValues<Q>, FieldValues<B>>,
  ): Awaitable<Static<R> | Body | Reply | JsonText<Static<R>> | void>
}

/** The request of an operation, as it is sent; whatever is left out is not sent. */
export interface Example<Q extends Fields = Anything, B extends Fields = Anything> {
  /** Names in the path, where they are others than the API's own examples. */
  readonly path?: Readonly<Record<string, string>>
  readonly query?: { readonly [K in keyof Q]?: string | number | boolean }
  readonly body?: { readonly [K in keyof B]?: unknown }
}

type Awaitable<T> = T | Promise<T>

/** A step that a call passes before its handler. It fills in the call, throws a Problem, or makes the call wait. */
export type Stage = (call: Call) => void | Promise<void>

/** What a provider says once for all of its endpoints. */
export interface Dialect<Caller = Anything> {
  /** The life of a call before its handler, in this provider's order: one glance shows what outranks what. */
  readonly stages: readonly Stage[]
  /** Bodies larger than this many bytes, unpacked, are refused. */
  readonly bodyLimit: number
  /** The credential that a call carries, by which its world is found; null where it has none. Never throws. */
  credential(request: HttpRequest): string | null
  /** Whether the credential may stand in the body: then a packed body has to be unpacked before the world is known. */
  readonly credentialInBody?: boolean
  /** Who calls. @throws Problem `unauthenticated` or `forbidden` */
  authenticate(call: Call): Caller
  /** The query string as names and values. @throws Problem */
  parseQuery(call: Call): Record<string, unknown>
  /** The body as an object. @throws Problem */
  parseBody(call: Call): Awaitable<Record<string, unknown>>
  /** A problem in the provider's own words and shape. The call may have got no further than its path. */
  renderProblem(problem: Problem, call: Call): TextResponse
  /** Dresses a good answer in what all of the provider's answers wear. */
  dress?(body: unknown, call: Call): unknown
  /** Headers of every answer to a known caller, in an object of their own. */
  headers?(call: Call): Record<string, string>
  /** Unknown parameters are ignored unless this says otherwise. */
  readonly refusesUnknownFields?: boolean
  /** The body of a problem, and the statuses that any operation may answer with, for the document. */
  readonly problemSchema: TSchema
  readonly problemStatuses: readonly number[]
}

/** A named set of endpoints with its dialect. */
export interface Api {
  readonly name: string
  readonly title: string
  /** A few sentences for the document's head. */
  readonly description: string
  /** The document's version: the provider's own. */
  readonly version: string
  /** Path prefixes that are this API's own: unknown paths under them are refused in its words. Longest wins. */
  readonly bases: readonly string[]
  /** Hosts of the real service: people give textbed those names on their network, so it may be called by them. */
  readonly hosts?: readonly string[]
  readonly endpoints: readonly Endpoint[]
  /** Paths that the real service has beside these: whoever calls one is told that it is not simulated. */
  readonly notSimulated?: readonly NotSimulated[]
  readonly dialect: Dialect
  /**
   * OpenAPI security schemes by name; a call needs any one of them. `x-textbed` says how a world is logged in to: its
   * credentials by name in braces.
   */
  readonly security: Readonly<Record<string, Record<string, unknown>>>
  /** What each `{name}` in a path means, with an example of the world that is given. */
  pathParameters(world: World): Readonly<Record<string, { description: string; example?: string | undefined }>>
}

/** A part of a service that is missing here. */
export interface NotSimulated {
  /** What it is about, in the plural. */
  readonly what: string
  /** As OpenAPI writes paths; it stands for all that begin like it. */
  readonly paths: readonly string[]
}

/** Why a call found no endpoint. */
export type Miss = 'unknown_path' | 'wrong_method' | null

const NOTHING: Record<string, unknown> = Object.freeze({})

/** One call on its way through the stages; each stage fills in what it found out. */
export class Call<Caller = Anything, Q = Anything, B = Anything> {
  caller!: Caller
  query!: Q
  body!: B
  /** Everything in the query string as the dialect reads it, whether or not the endpoint knows it. */
  rawQuery: Record<string, unknown> = NOTHING
  /** The body as the dialect takes it apart, before its fields are read. */
  rawBody: Record<string, unknown> = NOTHING
  /** Its line in the journal. */
  entry: Entry | undefined

  constructor(
    readonly api: Api,
    readonly endpoint: Endpoint,
    readonly request: HttpRequest,
    readonly params: Record<string, string>,
    readonly found: World | undefined,
    readonly miss: Miss = null,
    /** The methods that the path does take, as the header `Allow` lists them. */
    readonly allow = '',
  ) {}

  /** The world that the credentials belong to. */
  get world(): World {
    if (!this.found) throw new Problem('unauthenticated')
    return this.found
  }
}

/** The most bytes that this call's body may have, unpacked. */
export const bodyLimitOf = ({ api, endpoint }: Pick<Call, 'api' | 'endpoint'>): number =>
  endpoint.bodyLimit ?? api.dialect.bodyLimit

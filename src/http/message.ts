/** The user and password of HTTP Basic. */
export interface Basic {
  user: string
  /** Undefined where no colon stands between the two. */
  password: string | undefined
}

/** A call as it arrived, before any dialect has looked at it. */
export interface HttpRequest {
  method: string
  /** The path within the provider's address space, without a world's prefix. */
  path: string
  /** What follows the question mark, undecoded; empty where there is none. */
  query: string
  headers: Readonly<Record<string, string | undefined>>
  /** Their names and values by turns, as they came. */
  readonly rawHeaders?: readonly string[]
  /** What it logs in with by HTTP Basic, once `basicOf` has looked; null where it does not. */
  basic?: Basic | null | undefined
  /** What such headers were decoded to before, where that is known. */
  readonly basics?: { of(header: string): Basic | null }
  /** The body's bytes; null where none was read. */
  body: Uint8Array | null
  /** Whether those bytes are gzip still: they are unpacked once somebody wants to know what is in them. */
  packed?: boolean
  /** Why the body could not be read, if so. The dialect words it when its turn comes. */
  bodyProblem: 'too_large' | 'broken_gzip' | 'unknown_encoding' | null
  /** Scheme, host, port and world prefix as the caller wrote them: for absolute links. */
  origin: string
  /** The caller's address. */
  ip: string
  /** Aborted once nobody waits for the answer any more: `CallerGone`, or `Stopping`, says why. For calls that wait. */
  readonly signal?: AbortSignal
}

/** The connection was closed before the answer. */
export class CallerGone extends Error {
  constructor() {
    super('whoever asked for it has gone.')
  }
}

/** The server ends; what waits is to be answered at once. */
export class Stopping extends Error {
  constructor() {
    super('textbed is being stopped.')
  }
}

/** Pieces of an answer, one after the other: each is asked for once the one before it was taken. */
export type Pieces = AsyncIterable<string | Uint8Array>

/** What an answer's body is made of. */
export type Content = string | Uint8Array | Pieces

export interface HttpResponse {
  status: number
  headers: Record<string, string>
  body: Content | null
  /** Reset the connection instead of answering. */
  reset?: boolean
  /** What broke inside, for the server's log. */
  error?: unknown
}

/** An answer that is all there, as text. */
export interface TextResponse extends HttpResponse {
  body: string | null
}

/** A handler's answer where its status or headers are not the endpoint's own. */
export class Reply {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly headers: Record<string, string> = {},
  ) {}
}

/**
 * A good answer's body that travels as it is: text, bytes or a stream in some media type. What a stream shows has to be
 * settled when the handler answers, or be history. One that waits listens to `call.request.signal`, and ends.
 */
export class Body {
  constructor(
    readonly mediaType: string,
    readonly content: Content,
  ) {}
}

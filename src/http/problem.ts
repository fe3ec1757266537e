/** What can go wrong with a call, in no provider's words. */
export const PROBLEM_KINDS = [
  'unauthenticated',
  'forbidden',
  'payment_required',
  'unknown_path',
  'not_found',
  'wrong_method',
  'invalid',
  'malformed_body',
  'unsupported_media',
  'too_large',
  'conflict',
  'rate_limited',
  'not_simulated',
  'unavailable',
  'failed',
] as const
export type ProblemKind = (typeof PROBLEM_KINDS)[number]

/** One invalid value: where it stands, which rule it breaks, and the sentence where the field knows it. */
export interface Issue {
  path: Path
  rule: string
  message?: string | undefined
}

/** Nobody reads on after so many unknown names, and finding what each may have meant takes time. */
export const MOST_ISSUES = 20

export type Path = readonly (string | number)[]

export interface ProblemDetails {
  issues?: readonly Issue[] | undefined
  /** The provider's own code, where a handler knows better than the dialect's table. */
  code?: string | undefined
  /** The HTTP status, where a fault rule asks for one. */
  status?: number | undefined
  /** Whole seconds after which the call may be tried again. */
  retryAfter?: number | undefined
}

/** Thrown anywhere, worded once by the dialect. An empty message leaves the words to the dialect altogether. */
export class Problem extends Error {
  readonly issues: readonly Issue[]
  readonly code: string | undefined
  readonly status: number | undefined
  readonly retryAfter: number | undefined

  constructor(
    readonly kind: ProblemKind,
    message = '',
    { issues = [], code, status, retryAfter }: ProblemDetails = {},
  ) {
    super(message)
    this.name = 'Problem'
    this.issues = issues
    this.code = code
    this.status = status
    this.retryAfter = retryAfter
  }
}

/** One invalid value as a problem of its own, for rules that only a handler can check. */
export function invalid(path: Path | string, message: string, rule = 'invalid', code?: string): Problem {
  const issue = { path: typeof path === 'string' ? [path] : path, rule, message }
  return new Problem('invalid', message, { issues: [issue], code })
}

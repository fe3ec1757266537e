/** What can become of a call out besides an answer, and whether another try may fare better. */
export const FAILURES = {
  /** Somebody is there, and nobody listens. */
  refused: { again: true },
  /** The name leads nowhere, or there is no way to it. */
  unreachable: { again: true },
  /** The connection broke before the whole answer was there, or what came is no HTTP. */
  broken_off: { again: true },
  /** The receiver let all the time pass that it had. */
  too_slow: { again: true },
  /** It leads where nobody said that calls may go. */
  not_allowed: { again: false },
  /** No request can be made of it. */
  impossible: { again: false },
} as const satisfies Record<string, { again: boolean }>

export type Failure = keyof typeof FAILURES

export interface Answered {
  kind: 'answered'
  status: number
  /** Lower-case names. */
  headers: Record<string, string>
  /** Its first part, where it is long. */
  body: string
}

export interface Failed {
  kind: Failure
  /** In a sentence. */
  why: string
}

/** What became of one try of a call out. */
export type Outcome = Answered | Failed

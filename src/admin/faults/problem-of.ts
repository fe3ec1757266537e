import type { ProblemKind } from '../../http/problem.ts'

const BY_STATUS: Readonly<Record<number, ProblemKind>> = {
  400: 'invalid',
  401: 'unauthenticated',
  402: 'payment_required',
  403: 'forbidden',
  404: 'not_found',
  405: 'wrong_method',
  409: 'conflict',
  413: 'too_large',
  415: 'unsupported_media',
  429: 'rate_limited',
  500: 'failed',
  501: 'not_simulated',
}

/** What somebody means who says no more than a status. */
export const problemOf = (status = 503): ProblemKind => BY_STATUS[status] ?? (status < 500 ? 'invalid' : 'unavailable')

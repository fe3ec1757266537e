import { Problem } from '../../../http/problem.ts'

/** Does what reads an object that a parameter holds: what is wrong in there is named as the caller wrote it. */
export function within<T>(parameter: string, run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'invalid') throw error
    const issues = error.issues.map((issue) => ({ ...issue, path: [parameter, ...issue.path] }))
    throw new Problem('invalid', error.message, { issues })
  }
}

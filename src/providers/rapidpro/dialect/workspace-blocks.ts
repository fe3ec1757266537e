import { invalid } from '../../../http/problem.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** A flagged or suspended workspace has every body refused. @throws Problem */
export function refuseBlocked({ flagged, suspended }: Workspace): void {
  if (flagged || suspended)
    throw invalid(
      'non_field_errors',
      `Sorry, your workspace is currently ${suspended ? 'suspended' : 'flagged'}. To re-enable starting flows and sending messages, please contact support.`,
    )
}

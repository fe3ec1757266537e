import { invalid } from '../../../http/problem.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** A flagged or suspended workspace has every body refused. @throws Problem */
export function refuseBlocked({ blocked }: Workspace): void {
  if (blocked)
    throw invalid(
      'non_field_errors',
      `Sorry, your workspace is currently ${blocked}. To re-enable starting flows and sending messages, please contact support.`,
    )
}

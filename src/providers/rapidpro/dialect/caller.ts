import type { Row } from '../../../core/store/row.ts'
import type { Call } from '../../../http/call.ts'
import type { User } from '../users/user.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Who calls: a workspace, through a key of one of its users. */
export interface Caller {
  readonly workspace: Workspace
  readonly user: User
  /** The row that a lookup parameter in the URL named, once it was found. */
  target: Row | undefined
}

/** A call of this provider; null where nobody said who they are. */
export type RapidproCall<Q = unknown, B = unknown> = Call<Caller, Q, B>

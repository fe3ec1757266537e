import { Refusal } from '../../../core/refusal.ts'
import type { World } from '../../../core/world.ts'
import type { Incoming } from '../../../http/incoming.ts'
import { invalid } from '../../../http/problem.ts'
import { APP_ID } from '../furnish.ts'
import { type Application, applications } from './application.ts'

/** The application that the account begins with, which its first number reports to. */
export const incoming: Incoming = {
  description: `The \`message_url\` of the application ${APP_ID}. Calls are signed with the auth token, and have no secret.`,
  now(world) {
    const url = world.collection(applications).get(APP_ID)?.message_url
    return url ? { url } : null
  },
  change(world, receiver) {
    if (receiver?.secret !== undefined)
      throw invalid(
        'secret',
        'Plivo sends no secret: it signs its calls with the auth token (X-Plivo-Signature-V3). Give the address alone.',
      )
    const application = applicationOf(world)
    return () => void world.collection(applications).update(application, { message_url: receiver?.url ?? '' })
  },
}

/** @throws Refusal `illegal` where it was deleted */
function applicationOf(world: World): Application {
  const application = world.collection(applications).get(APP_ID)
  if (!application)
    throw new Refusal(
      'illegal',
      `The application ${APP_ID} of Plivo was deleted: give the number another one, and that a message_url.`,
    )
  return application
}

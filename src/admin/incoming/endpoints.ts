import * as Type from 'typebox'
import type { World } from '../../core/world.ts'
import type { Provider } from '../../http/api.ts'
import type { Endpoint } from '../../http/endpoint.ts'
import { type Field, described, field, optional } from '../../http/field.ts'
import type { Incoming, IncomingReceiver } from '../../http/incoming.ts'
import { Problem, invalid } from '../../http/problem.ts'
import { object, orNull, text, webAddress } from '../../http/strict-fields.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { endpoint } from '../dialect/index.ts'
import { inWorld, worldOf } from '../worlds/world.ts'

const tag = 'Incoming texts'
const path = `${inWorld}/incoming`

const address = webAddress('Where they are posted.')
const withSecret = object('The same, and a secret.', {
  url: address,
  secret: optional(text('What proves who calls, as the platform sends it.', { min: 1 })),
})

/** An address, or one with a secret; nowhere where it is null. */
const receiverField: Field<IncomingReceiver | null> = orNull(
  field<IncomingReceiver>(Type.Union([address.schema, withSecret.schema]), (raw, at, issues, call) =>
    typeof raw === 'object' ? withSecret.read(raw, at, issues, call) : { url: address.read(raw, at, issues, call) },
  ),
)

const receiverSchema = Type.Union([
  Type.Object({ url: Type.String(), secret: Type.Optional(Type.String()) }, { additionalProperties: false }),
  Type.Null(),
])

type Known = Provider & { incoming: Incoming }

/** Where people's texts go, one address for each platform that sends them on. */
export function incomingEndpoints({ providers }: Simulator): Endpoint[] {
  const known = providers.filter((one): one is Known => one.incoming !== undefined)
  const returns = Type.Object(
    Object.fromEntries(
      known.map(({ name, incoming }) => [name, { ...receiverSchema, description: incoming.description }]),
    ),
    { additionalProperties: false, description: 'Where they go now; null where they go nowhere.' },
  )
  const show = (world: World) =>
    Object.fromEntries(known.map(({ name, incoming }) => [name, incoming.now(world)])) as never

  return [
    endpoint({
      id: 'admin.getIncoming',
      method: 'get',
      path,
      tag,
      summary: 'Shows where the platforms send on what people write.',
      returns,
      handle: (call) => show(worldOf(call)),
    }),
    endpoint({
      id: 'admin.setIncoming',
      method: 'put',
      path,
      tag,
      summary: 'Says where the platforms are to send on what people write, for all platforms in one way.',
      description:
        'An address, or one with a secret; null for nowhere. Platforms that are not named stay as they are. It changes what the pages or the API of each platform would: the code under test may find it there.',
      body: Object.fromEntries(
        known.map(({ name, incoming }) => [name, optional(described(receiverField, incoming.description))]),
      ),
      returns,
      example: () => ({ body: Object.fromEntries(known.map(({ name }) => [name, 'http://127.0.0.1:8080/texts'])) }),
      async handle(call) {
        const world = worldOf(call)
        const asked = known.filter(({ name }) => call.body[name] !== undefined)
        for (const { name } of asked) await refuseTooFar(call.caller.simulator, name, call.body[name]!)
        const changes = asked.map((one) => changeOf(one, world, call.body[one.name]!))
        for (const change of changes) change()
        return show(world)
      },
    }),
  ]
}

/** @throws Problem `invalid` where the webhook guard would let no call through */
async function refuseTooFar(simulator: Simulator, name: string, receiver: IncomingReceiver | null): Promise<void> {
  const why = receiver && (await simulator.whyNotCalled(receiver.url))
  if (why) throw invalid([name], why)
}

/** What the platform says of a part of the receiver is said of the parameter. */
function changeOf({ name, incoming }: Known, world: World, receiver: IncomingReceiver | null): () => void {
  try {
    return incoming.change(world, receiver)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const issues = error.issues.map((issue) => ({ ...issue, path: [name, ...issue.path] }))
    throw new Problem(error.kind, error.message, { issues })
  }
}

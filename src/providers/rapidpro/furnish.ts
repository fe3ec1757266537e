import type { World } from '../../core/world.ts'
import { boundaryRows } from './boundaries/boundary.ts'
import { changeAliases } from './boundaries/change-aliases.ts'
import { activeChannels } from './channels/channel.ts'
import { createChannel } from './channels/create-channel.ts'
import { uuidTail } from './dialect/ids.ts'
import { moment } from './dialect/times.ts'
import { createSystemGroup } from './groups/create-group.ts'
import { bucketOf } from './media/bucket.ts'
import { createDefaultTeam } from './teams/create-team.ts'
import { createToken } from './tokens/create-token.ts'
import { letsIn, ownerOfToken, secretOf, tokens } from './tokens/token.ts'
import { createDefaultTopic } from './topics/create-topic.ts'
import { createUser } from './users/create-user.ts'
import { emailOf } from './users/user.ts'
import { workspaceOf, workspaceRows } from './workspace/workspace.ts'

/**
 * What an account holds on its first day: a workspace in Rwanda, its owner with a token, a channel with a number, and what
 * the platform itself makes: a team, a topic and a group.
 */
export function furnish(world: World): void {
  workspaceRows(world).insert({
    id: world.random.uuid('rapidpro.workspace'),
    sequence: 0,
    number: 1,
    created_on: moment(world),
    name: 'Textbed Demo',
    country: 'RW',
    languages: ['eng', 'kin'],
    timezone: 'Africa/Kigali',
    date_style: 'day_first',
    anon: false,
    flagged: false,
    suspended: false,
    message_uuids: uuidTail(world.random, 'rapidpro.message-uuids'),
    broadcast_uuids: uuidTail(world.random, 'rapidpro.broadcast-uuids'),
    run_uuids: uuidTail(world.random, 'rapidpro.run-uuids'),
  })
  createChannel(world, {
    name: 'Main line',
    address: '+250780000001',
    type: 'external',
    country: 'RW',
    schemes: ['tel'],
    send: null,
    international: true,
  })
  createToken(
    world,
    createUser(world, { email: null, first_name: 'Alex', last_name: 'Mugisha', role: 'administrator' }),
  )
  createDefaultTeam(world)
  createDefaultTopic(world)
  createSystemGroup(world, { name: 'Open Tickets', query: 'tickets > 0' })
  changeAliases(world, boundaryRows().get('R1708283')!, ['Kigali', 'Kigari'])
}

/** What a client logs in with, and what it starts from: the first of each that is there, and the first token that is good. */
export function credentialsOf(world: World): Record<string, string> {
  const all = world.collection(tokens).all()
  const token = all.find((one) => letsIn(world, one)) ?? all.at(0)
  const [channel] = activeChannels(world)
  return {
    token: token ? secretOf(world, token.id) : '',
    login: token ? emailOf(world, ownerOfToken(world, token)) : '',
    workspace: workspaceOf(world).id,
    bucket: bucketOf(world),
    ...(channel && { channel: channel.id, address: channel.address }),
  }
}

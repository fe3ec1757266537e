import { routes } from '../../core/network/route.ts'
import type { World } from '../../core/world.ts'
import { channelRows } from './channels/channel.ts'
import { loginOf, tokenOf } from './dialect/auth.ts'
import { uuidTail } from './dialect/ids.ts'
import { workspaceOf, workspaceRows } from './workspace/workspace.ts'
import { moment } from './dialect/times.ts'

/** What an account holds on its first day: a workspace in Rwanda, and a channel with a number. */
export function furnish(world: World): void {
  workspaceRows(world).insert({
    id: world.random.uuid('rapidpro.workspace'),
    sequence: 0,
    number: 1,
    name: 'Textbed Demo',
    country: 'RW',
    languages: ['eng', 'kin'],
    timezone: 'Africa/Kigali',
    date_style: 'day_first',
    anon: false,
    blocked: null,
    key_role: 'administrator',
    message_uuids: uuidTail(world.random, 'rapidpro.message-uuids'),
    broadcast_uuids: uuidTail(world.random, 'rapidpro.broadcast-uuids'),
  })
  const channel = channelRows(world).insert({
    id: world.random.uuid('rapidpro.channel'),
    sequence: 0,
    name: 'Main line',
    address: '+250780000001',
    type: 'external',
    country: 'RW',
    schemes: ['tel'],
    device: null,
    created_on: moment(world),
    last_seen: null,
  })
  world.collection(routes).insert({ id: channel.address, sequence: 0, provider: 'rapidpro', account: channel.id })
}

/** What a client logs in with, and what it starts from: the first of each that is there. */
export function credentialsOf(world: World): Record<string, string> {
  const channel = channelRows(world).all().at(0)
  return {
    token: tokenOf(world),
    login: loginOf(world),
    workspace: workspaceOf(world).id,
    ...(channel && { channel: channel.id, address: channel.address }),
  }
}

import { Refusal } from '../../../core/refusal.ts'
import type { World } from '../../../core/world.ts'
import type { FieldValues } from '../../../http/field.ts'
import { moment } from '../dialect/times.ts'
import { ANDROID, type Channel, EXTERNAL, channelRows } from './channel.ts'
import { type AskedDevice, SILENT } from './device.ts'
import { type sendFields, settingsOf } from './send-settings.ts'

/** What the page of a channel may say of it, now and later. */
export interface AskedOfChannel extends Partial<FieldValues<typeof sendFields>> {
  name?: string | undefined
  sends?: boolean | undefined
  international?: boolean | undefined
  prefixes?: string[] | undefined
  device?: AskedDevice | undefined
}

/** What comes of it for the row. @throws Refusal where it does not belong to channels of this type */
export function appliedTo(
  world: World,
  { type, send, device, last_seen }: Pick<Channel, 'type' | 'send' | 'device' | 'last_seen'>,
  {
    name: _name,
    sends: _sends,
    international: _international,
    prefixes: _prefixes,
    device: phone,
    ...sending
  }: AskedOfChannel,
): Pick<Channel, 'send' | 'device' | 'last_seen'> {
  const stray = type === EXTERNAL ? undefined : Object.entries(sending).find(([, value]) => value !== undefined)?.[0]
  if (stray !== undefined) throw notOf(stray, EXTERNAL, type)
  if (phone !== undefined && type !== ANDROID) throw notOf('device', ANDROID, type)
  return {
    send: settingsOf(sending, send),
    device: phone ? { ...SILENT, ...device, ...given(phone) } : device,
    last_seen: phone ? moment(world) : last_seen,
  }
}

/** Changes what is said of a channel; messages that are handed over from then on obey it. @throws Refusal */
export function changeChannel(world: World, channel: Channel, asked: AskedOfChannel): Channel {
  const { name, sends, international, prefixes } = asked
  return channelRows(world).update(channel, {
    ...given({ name, sends, international, prefixes }),
    ...appliedTo(world, channel, asked),
  })
}

const notOf = (field: string, needed: string, type: string): Refusal =>
  new Refusal('illegal', `"${field}" belongs to channels of the type ${needed}, and this one is "${type}".`)

/** What was said, without what was not. */
const given = <T extends object>(asked: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as never

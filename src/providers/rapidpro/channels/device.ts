import * as Type from 'typebox'
import type { FieldValues } from '../../../http/field.ts'
import { optional } from '../../../http/field.ts'
import { choice, number, object, text } from '../../../http/strict-fields.ts'
import * as kept from '../../../core/store/kept.ts'
import { orNull } from '../dialect/endpoints.ts'

/** The phone behind an Android channel, as rows hold it. */
export const keptDevice = kept.object({
  name: kept.orNull(kept.text),
  /** Percent; -1 where the phone has not called in. */
  power_level: kept.whole(-1, 100),
  power_status: kept.orNull(kept.text),
  power_source: kept.orNull(kept.text),
  network_type: kept.orNull(kept.text),
})

export const deviceSchema = Type.Object(
  {
    name: orNull(Type.String()),
    power_level: Type.Integer(),
    power_status: orNull(Type.String()),
    power_source: orNull(Type.String()),
    network_type: orNull(Type.String()),
  },
  { additionalProperties: false, title: 'Device' },
)

/** What the phone says when it calls in. */
export const deviceField = object('The phone behind an Android channel, as it last called in.', {
  name: optional(text('Its model.', { max: 255 })),
  power_level: optional(number('Percent.', { whole: true, min: 0, max: 100 })),
  power_status: optional(
    choice('Whether it is charged: charging, discharging, full, not charging, unknown.', [
      'CHA',
      'DIS',
      'FUL',
      'NOT',
      'UNK',
    ]),
  ),
  power_source: optional(choice('Where its power comes from.', ['AC', 'USB', 'WIR', 'BAT'])),
  network_type: optional(text('Such as WIFI or UMTS.', { max: 128 })),
})

/** A phone that has not called in yet. */
export const SILENT = { name: null, power_level: -1, power_status: null, power_source: null, network_type: null }

export type AskedDevice = FieldValues<{ device: typeof deviceField }>['device']

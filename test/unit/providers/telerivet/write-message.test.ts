import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  DIRECTIONS,
  MESSAGE_TYPES,
  type Message,
  SOURCES,
  STATUSES,
  viewMessage,
} from '../../../../src/providers/telerivet/messages/message.ts'
import { writeMessage } from '../../../../src/providers/telerivet/messages/write-message.ts'

const time = fc.integer({ min: 0, max: 2_000_000_000 })
const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }))
const id = (prefix: string) => fc.constant(`${prefix}0123456789abcdef`)

const message: fc.Arbitrary<Message> = fc.record({
  id: id('SM'),
  sequence: fc.integer(),
  project_id: id('PJ'),
  direction: fc.constantFrom(...DIRECTIONS),
  status: fc.constantFrom(...STATUSES),
  message_type: fc.constantFrom(...MESSAGE_TYPES),
  source: fc.constantFrom(...SOURCES),
  time_created: time,
  time_sent: fc.option(time),
  time_updated: time,
  from_number: text,
  to_number: text,
  content: fc.option(text),
  starred: fc.boolean(),
  simulated: fc.boolean(),
  vars: fc.dictionary(fc.constantFrom('a', 'constructor'), fc.oneof(text, fc.integer(), fc.boolean())),
  priority: fc.option(fc.constantFrom(1, 2)),
  num_parts: fc.option(fc.integer({ min: 1, max: 9 })),
  phone_id: id('PN'),
  contact_id: fc.option(id('CT')),
  delivery: fc.constant('D1'),
  extra: fc.option(fc.constant({ error_message: 'Odd', label_ids: ['LB1'], status_url: 'http://x', send_attempts: 2 })),
})

test('a message is written as its view would be', () => {
  fc.assert(
    fc.property(message, (row) => {
      expect(writeMessage(row)).toBe(JSON.stringify(viewMessage(row)))
    }),
  )
})

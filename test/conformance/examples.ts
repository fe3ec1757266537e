/** In which collection the row is whose id stands in the path, where the document has no example of one. */
export const ROWS: Record<string, string> = {
  contact_id: 'telerivet.contacts',
  message_id: 'telerivet.messages',
  message_uuid: 'plivo.messages',
  powerpack_uuid: 'plivo.powerpacks',
  pool_uuid: 'plivo.powerpacks',
  subauth_id: 'plivo.subaccounts',
}

/** Operations to carry out before the others are tried, so that there is something to be found. */
export const FIRST = [
  'plivo.createPowerpack',
  'plivo.createSubaccount',
  'plivo.sendMessage',
  'telerivet.sendMessage',
  'admin.addFault',
]

const SENT = '+250788123123'

/** Calls that are good, where the required parameters alone do not make one. */
export const EXAMPLES: Record<string, { query?: Record<string, string>; body?: Record<string, unknown> }> = {
  'admin.addDeliveryPlan': { body: { steps: [{ after: 1, state: 'sent' }] } },
  'admin.addFault': { body: { match: 'telerivet.getContact', effect: { kind: 'problem', problem: 'conflict' } } },
  'admin.addRateLimits': { body: { match: '*', limit: 1000, window: 1 } },
  'admin.advanceClock': { body: { by: 1 } },
  'plivo.sendMessage': { body: { src: '+14155550100', dst: '14155550199', text: 'hello' } },
  'plivo.searchPhoneNumbers': { query: { country_iso: 'US' } },
  'rapidpro.channelReceive': { query: { from: SENT, text: 'hello' } },
  'rapidpro.channelReceiveByGet': { query: { from: SENT, text: 'hello' } },
  'rapidpro.channelStopped': { query: { from: SENT } },
  'rapidpro.channelStoppedByGet': { query: { from: SENT } },
  'rapidpro.createBroadcast': { body: { urns: ['tel:+250788123123'], text: 'hello' } },
  'rapidpro.deleteContact': { query: { urn: 'tel:+250788123123' } },
  'telerivet.getOrCreateContact': { body: { phone_number: SENT } },
  'telerivet.sendMessage': { body: { to_number: SENT, content: 'hello' } },
  'telerivet.sendMessageOutgoing': { body: { to_number: SENT, content: 'hello' } },
}

/** In which collection the row is whose id stands in the path, where the document has no example of one. */
export const ROWS: Record<string, string> = {
  contact_id: 'telerivet.contacts',
  message_id: 'telerivet.messages',
  table_id: 'telerivet.tables',
  row_id: 'telerivet.rows',
  group_id: 'telerivet.groups',
  label_id: 'telerivet.labels',
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
  'telerivet.getOrCreateDataTable',
  'telerivet.createDataRow',
  'telerivet.getOrCreateGroup',
  'telerivet.getOrCreateLabel',
  'admin.addFault',
]

import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { getOne, query, update } from '../dialect/endpoints.ts'
import { boolean, label, maybe } from '../dialect/fields.ts'
import { TEXT, TEXTUAL, TIME, filter } from '../dialect/filters.ts'
import { likeness } from '../dialect/phone-numbers.ts'
import { bySpelling } from '../dialect/same-number.ts'
import { varsField } from '../dialect/vars.ts'
import { phonesOf } from './choose-route.ts'
import { phoneResource } from './phone.ts'
import { updatePhone } from './update-phone.ts'

/** What one can do with phones, the basic routes of a project. */
export const phoneEndpoints = [
  query(phoneResource, {
    id: 'telerivet.queryPhones',
    path: '/v1/projects/{project_id}/phones',
    summary: 'Lists the phones of a project that every given filter keeps.',
    permission: 'View routes',
    filters: {
      name: filter(TEXT, TEXTUAL),
      phone_number: filter(TEXT, TEXTUAL),
      last_active_time: filter(TIME, ['min', 'max', 'exists']),
    },
    sorts: ['name', 'phone_number'],
    refine: (condition, { world, caller: { project } }) =>
      bySpelling(condition, (written) =>
        phonesOf(world, project).filter(({ phone_number }) => likeness(written, phone_number) > 0),
      ),
  }),
  getOne(phoneResource, {
    id: 'telerivet.getPhone',
    path: '/v1/projects/{project_id}/phones/{phone_id}',
    summary: 'Answers a phone.',
    permission: 'View routes',
  }),
  update(phoneResource, {
    id: 'telerivet.updatePhone',
    path: '/v1/projects/{project_id}/phones/{phone_id}',
    summary: 'Changes what is given of a phone.',
    permission: 'Edit routes',
    example: () => ({ body: { name: 'Phone in the office', send_paused: false } }),
    body: {
      name: maybe(label()),
      phone_number: maybe(label('Phone number or sender ID.')),
      send_paused: maybe(boolean('Whether messages wait instead of being sent.')),
      vars: varsField,
    },
    change: (phone, { world, body }) => inSlicesOf(world, updatePhone(world, phone, body)),
  }),
]

import { getOne, query } from '../dialect/endpoints.ts'
import { textOf } from '../dialect/fields.ts'
import { ID, TEXT, TIME, choiceOf, filter } from '../dialect/filters.ts'
import { AIRTIME_STATUSES, airtimeResource } from './airtime-transaction.ts'

/** Numbers are told without a plus sign, and looked for with one as well. */
const NUMBER = { ...TEXT, read: (raw: unknown) => textOf(raw)?.replace(/[^\da-z]/gi, '') }

/** What one can do with airtime transactions: services make them, and people on the web pages. */
export const airtimeEndpoints = [
  query(airtimeResource, {
    id: 'telerivet.queryAirtimeTransactions',
    path: '/v1/projects/{project_id}/airtime_transactions',
    summary: 'Lists the airtime transactions of a project that every given filter keeps.',
    permission: 'View airtime',
    filters: {
      time_created: filter(TIME, ['min', 'max'], { bare: false }),
      contact_id: filter(ID),
      to_number: filter(NUMBER),
      service_id: filter(ID),
      // "pending" stands in the list of the filter alone: there is none of that status.
      status: filter(choiceOf(['pending', ...AIRTIME_STATUSES])),
    },
  }),
  getOne(airtimeResource, {
    id: 'telerivet.getAirtimeTransaction',
    path: '/v1/projects/{project_id}/airtime_transactions/{transaction_id}',
    summary: 'Answers an airtime transaction.',
    permission: 'View airtime',
  }),
]

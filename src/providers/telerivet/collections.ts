import { shortDomains } from './short-links/short-domain.ts'
import { airtimeTransactions } from './airtime/airtime-transaction.ts'
import { customRoutes } from './routes/route.ts'
import { serviceTemplates } from './service-templates/service-template.ts'
import { services } from './services/service.ts'
import { serviceLogs } from './services/service-log.ts'
import { serviceRuns } from './services/service-run.ts'
import { serviceStates } from './services/service-state.ts'
import { apiKeys } from './api-keys/api-key.ts'
import { broadcasts } from './broadcasts/broadcast.ts'
import { contacts } from './contacts/contact.ts'
import { groups } from './groups/group.ts'
import { labels } from './labels/label.ts'
import { customFields } from './fields/custom-field.ts'
import { sendingWindows } from './messages/sending-window.ts'
import { messages } from './messages/message.ts'
import { organizations } from './organizations/organization.ts'
import { phones } from './phones/phone.ts'
import { users } from './users/user.ts'
import { projects } from './projects/project.ts'
import { shortLinks } from './short-links/short-link.ts'
import { storages } from './storages/storage.ts'
import { storedFiles } from './storages/stored-file.ts'
import { tasks } from './tasks/task.ts'
import { dataRows } from './tables/data-row.ts'
import { dataTables } from './tables/data-table.ts'

/** All that this provider keeps in a world. */
export const collections = [
  organizations,
  projects,
  serviceTemplates,
  services,
  serviceStates,
  serviceRuns,
  serviceLogs,
  apiKeys,
  users,
  phones,
  groups,
  customRoutes,
  airtimeTransactions,
  contacts,
  labels,
  messages,
  sendingWindows,
  broadcasts,
  shortLinks,
  shortDomains,
  dataTables,
  dataRows,
  storages,
  storedFiles,
  tasks,
  customFields,
]

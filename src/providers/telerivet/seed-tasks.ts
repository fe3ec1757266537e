import type { World } from '../../core/world.ts'
import type { Act } from '../../http/api.ts'
import type { Project } from './projects/project.ts'
import { createStorage } from './storages/create-storage.ts'
import { storages } from './storages/storage.ts'
import { cancelTask } from './tasks/cancel-task.ts'
import { createTask } from './tasks/create-task.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What is done to all members at once: a price that changes, and lists for the office. */
export function seedTasks(world: World, project: Project): Act[] {
  const start = world.now
  const on = (day: number, hour: number, run: () => void): Act => ({ at: start + day * DAY + hour * HOUR, run })
  const everybody = { filter_type: 'query_contacts', filter_params: { all: true } } as const
  const storage_id = (): string => world.collection(storages).by('project_id', project.id).at(0)!.id
  return [
    on(6, 7, () => {
      const growers = { filter_type: 'query_contacts', filter_params: { vars: { crop: 'coffee' } } } as const
      const task_params = { variable: 'price', value: 500 }
      createTask(world, project, { task_type: 'update_contact_var', task_params, ...growers })
    }),
    on(12, 10, () => {
      createStorage(world, project, { name: 'Office', bucket: 'cooperative-exports' })
      const members = { storage_id: storage_id(), filename: 'members.csv' }
      const columns = ['name', 'phone_number', 'vars.village', 'vars.crop', 'message_count', 'last_message_time']
      const task_params = { ...members, column_ids: columns }
      createTask(world, project, { task_type: 'export_contacts', task_params, ...everybody })
    }),
    on(12, 11, () => {
      const task_params = { storage_id: storage_id(), filename: 'messages/received.csv' }
      const received = { filter_type: 'query_messages', filter_params: { direction: 'incoming' } } as const
      createTask(world, project, { task_type: 'export_messages', task_params, ...received })
    }),
    // Somebody pressed the wrong button, and thought better of it at once.
    on(13, 8, () => {
      const task_params = { conversation_status: 'closed' }
      cancelTask(world, createTask(world, project, { task_type: 'set_conversation_status', task_params, ...everybody }))
    }),
  ]
}

import type { World } from '../../../core/world.ts'
import { Problem } from '../../../http/problem.ts'
import { endpoint } from '../dialect/endpoints.ts'
import { emptySchema } from '../dialect/schemas.ts'
import { eventsIn } from './invocation.ts'
import { invokeNow } from './invoke-service.ts'
import { type Service, services } from './service.ts'

/** "Services that are triggered by a webhook request", by whoever knows the address. */
const trigger = (method: 'get' | 'post', id: string) =>
  endpoint({
    id,
    method,
    path: '/webhook/{service_id}',
    summary: 'Triggers a service by its webhook_url: https://api.telerivet.com/webhook/… is at /webhook/….',
    tag: 'Services',
    open: true,
    returns: emptySchema,
    example: (demo) => ({ path: { service_id: demo.collection(services).all().find(isTriggered)?.id ?? 'nothing' } }),
    async handle({ found, params }) {
      const service = found?.collection(services).get(params['service_id']!)
      if (!service || !isTriggered(service))
        throw new Problem('not_found', 'There is no active service that is triggered by this address.')
      await invokeNow(found as World, service, { context: 'project', event: 'webhook' })
      return {}
    },
  })

const isTriggered = (service: Service): boolean => service.active && eventsIn(service, 'project').includes('webhook')

/** What third parties call. */
export const webhookEndpoints = [trigger('post', 'telerivet.postWebhook'), trigger('get', 'telerivet.getWebhook')]

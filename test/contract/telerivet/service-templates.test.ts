import { expect, test } from 'vitest'
import { basic } from '../../support/world.ts'
import { type TestProject, startProject } from './project.ts'

const crop = { name: 'crop', choices: ['tea', 'coffee'] }
const price = { name: 'price', type: 'number', min: 1, max: 1000 }
const urgent = { name: 'urgent', type: 'boolean', required: false }

const template = async (world: TestProject, more: object = {}): Promise<string> => {
  const asked = { name: 'Prices', parameters: [crop, price, urgent], ...more }
  return (await world.admin('POST', '/telerivet/service-templates', asked)).body.id
}
const instance = (template_service_id: string, params?: unknown) => ({
  service_type: 'custom_template_instance',
  config: { template_service_id, params },
})

test('instances of a template can be created with service_type=custom_template_instance', async () => {
  const world = await startProject()
  const id = await template(world)
  expect(id).toMatch(/^SV[0-9a-f]{16}$/)
  const { status, body } = await world.post('/services', instance(id, { crop: 'tea', price: 265 }))
  expect([status, body]).toMatchObject([
    200,
    {
      name: 'Service',
      service_type: 'custom_template_instance',
      contexts: { message: { incoming_message: true, default: true }, contact: { default: true } },
      apply_mode: 'unhandled',
      contact_number_filter: 'long_number',
      show_action: true,
    },
  ])
  expect((await world.get('/services')).body.data).toEqual([body])
})

test('values that satisfy the validation rules are copied to the vars of the service; others are ignored', async () => {
  const world = await startProject()
  const asked = instance(await template(world), { crop: 'tea', price: '265', urgent: 1, colour: 'green' })
  const { body } = await world.post('/services', { ...asked, vars: { price: 1, note: 'mine' } })
  expect(body.vars).toEqual({ crop: 'tea', price: 265, urgent: true, note: 'mine' })
  expect((await world.get(`/services/${body.id}/config`)).body).toEqual({
    ...asked.config,
    params: { crop: 'tea', price: 265, urgent: true },
  })
})

test('another configuration takes the place of the one before, and its values of the variables', async () => {
  const world = await startProject()
  const id = await template(world)
  const { body } = await world.post('/services', instance(id, { crop: 'tea', price: 265, urgent: true }))
  const other = await template(world, { contexts: ['contact'] })
  const config = { template_service_id: other, params: { crop: 'coffee', price: 480 } }
  expect((await world.post(`/services/${body.id}/config`, config)).body).toEqual(config)
  expect((await world.get(`/services/${body.id}`)).body).toMatchObject({
    contexts: { contact: { default: true } },
    vars: { crop: 'coffee', price: 480, urgent: true },
  })
})

test.each([
  [undefined, 'crop', 'is required'],
  [{ price: 1 }, 'crop', 'is required'],
  [{ crop: 'beans', price: 1 }, 'crop', 'must be one of: tea, coffee'],
  [{ crop: 'tea', price: 'cheap' }, 'price', 'must be a number'],
  [{ crop: 'tea', price: 0 }, 'price', 'must be at least 1'],
  [{ crop: 'tea', price: 1001 }, 'price', 'must be at most 1000'],
  [{ crop: 'tea', price: 1, urgent: 'very' }, 'urgent', 'must be a boolean'],
])('params that are %j are invalid, and nothing is changed', async (params, name, why) => {
  const world = await startProject()
  const id = await template(world)
  const refused = await world.post('/services', instance(id, params))
  expect([refused.status, refused.body.error.param]).toEqual([400, `config[params][${name}]`])
  expect(refused.body.error.message).toContain(why)
  expect((await world.get('/services')).body.data).toEqual([])

  const { body } = await world.post('/services', instance(id, { crop: 'tea', price: 265 }))
  const again = await world.post(`/services/${body.id}/config`, { template_service_id: id, params })
  expect([again.status, again.body.error.param]).toEqual([400, `params[${name}]`])
  expect((await world.get(`/services/${body.id}`)).body).toEqual(body)
})

test('the service template must be available to the current project or organization', async () => {
  const world = await startProject()
  const second = `/v1/projects/${await projectBeside(world)}`
  const own = await template(world, { parameters: [], project_id: world.project.split('/').at(-1) })
  const shared = await template(world, { parameters: [] })
  const create = (project: string, id: string) => as(world)(`${project}/services`, instance(id))
  expect((await create(world.project, own)).status).toBe(200)
  expect((await create(second, shared)).status).toBe(200)
  for (const id of [own, 'SV0000000000000000']) {
    const { status, body } = await create(second, id)
    expect([status, body.error.param]).toEqual([400, 'config[template_service_id]'])
  }
})

test('a template that is gone makes no more services, and those that it made stay', async () => {
  const world = await startProject()
  const id = await template(world, { parameters: [] })
  const { body } = await world.post('/services', instance(id))
  expect((await world.admin('DELETE', `/telerivet/service-templates/${id}`)).status).toBe(204)
  expect((await world.post('/services', instance(id))).status).toBe(400)
  expect((await world.get(`/services/${body.id}`)).body).toEqual(body)
})

test('two parameters of a template cannot have one name, and none can be called what no variable is called', async () => {
  const world = await startProject()
  for (const parameters of [[crop, crop], [{ name: 'my crop' }], [{ name: '__proto__' }]]) {
    const { status, body } = await world.admin('POST', '/telerivet/service-templates', { name: 'Prices', parameters })
    expect([status, body.error.message]).toEqual([400, expect.stringContaining('parameters.')])
  }
  expect((await world.admin('GET', '/telerivet/service-templates')).body).toEqual({ service_templates: [] })
})

async function projectBeside(world: TestProject): Promise<string> {
  const { organization_id } = world.credentials['telerivet']!
  const asked = { name: 'Second', timezone_id: 'UTC' }
  return (await as(world)(`/v1/organizations/${organization_id}/projects`, asked)).body.id
}

/** Whoever has the API key, at any path. */
const as = (world: TestProject) => (path: string, body: unknown) =>
  world.call('POST', path, { body, headers: basic(world.credentials['telerivet']!['api_key']!) })

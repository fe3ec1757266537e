import { expect, test } from 'vitest'
import { type TestProject, startProject } from './project.ts'

const PEOPLE = [
  { name: 'Ann', phone_number: '+16505550101', vars: { age: 9, city: 'Rome', member: true, hex: '0x10' } },
  { name: 'ben', phone_number: '+16505550102', vars: { age: '10', city: 'paris', hex: ' ' } },
  { name: 'Bea', phone_number: '+447911123456', vars: { age: 'ten', member: false, hex: '16' } },
  { name: 'Carl', send_blocked: true },
]

async function people(): Promise<TestProject> {
  const project = await startProject()
  for (const person of PEOPLE) expect((await project.post('/contacts', person)).status).toBe(200)
  return project
}

test.each([
  ['name=ANN', ['Ann']],
  ['name[eq]=ann', ['Ann']],
  ['name[ne]=ANN', ['ben', 'Bea', 'Carl']],
  ['name[prefix]=b', ['ben', 'Bea']],
  ['name%5Bprefix%5D=B', ['ben', 'Bea']],
  ['name[not_prefix]=B', ['Ann', 'Carl']],
  ['name[gt]=bea', ['ben', 'Carl']],
  ['name[gte]=BEA', ['ben', 'Bea', 'Carl']],
  ['name[lt]=Bea', ['Ann']],
  ['name[lte]=bea', ['Ann', 'Bea']],
  ['name[gte]=b&name[lt]=c', ['ben', 'Bea']],
  ['phone_number[exists]=1', ['Ann', 'ben', 'Bea']],
  ['phone_number[exists]=false', ['Carl']],
  ['phone_number[null]=1', ['Carl']],
  ['phone_number[null]=0', ['Ann', 'ben', 'Bea']],
  ['phone_number[prefix]=%2B1650', ['Ann', 'ben']],
  ['send_blocked=1', ['Carl']],
  ['send_blocked=false', ['Ann', 'ben', 'Bea']],
  ['time_created[min]=1767225600', ['Ann', 'ben', 'Bea', 'Carl']],
  ['time_created[max]=1767225600', []],
  ['time_created=1767225600', ['Ann', 'ben', 'Bea', 'Carl']],
  ['last_message_time[exists]=0', ['Ann', 'ben', 'Bea', 'Carl']],
  ['incoming_message_count[max]=1', ['Ann', 'ben', 'Bea', 'Carl']],
  ['incoming_message_count[ne]=0', []],
  ['vars[city]=ROME', ['Ann']],
  ['vars[age]=9', ['Ann']],
  ['vars[age]=9.0', ['Ann']],
  ['vars[age]=10.0', []],
  ['vars[age][min]=9', ['Ann', 'ben']],
  ['vars[age][max]=10', ['Ann']],
  ['vars[age][gte]=9', ['Ann', 'Bea']],
  ['vars[age][lt]=2', ['ben']],
  ['vars[city][exists]=1', ['Ann', 'ben']],
  ['vars[city][null]=true', ['Bea', 'Carl']],
  ['vars[city][prefix]=PA', ['ben']],
  ['vars[nobodys][exists]=1', []],
  ['vars[member]=1', ['Ann']],
  ['vars[member]=true', ['Ann']],
  ['vars[member]=True', ['Ann']],
  ['vars[member]=0', ['Bea']],
  ['vars[member]=False', ['Bea']],
  ['vars[member][ne]=1', ['ben', 'Bea', 'Carl']],
  ['vars[member][eq]=yes', []],
  ['vars[hex][min]=16', ['Bea']],
  ['vars[hex][max]=17', ['Bea']],
  ['vars[hex][exists]=1', ['Ann', 'ben', 'Bea']],
  ['group_id=CG0123456789abcdef', []],
])('contacts?%s keeps %j', async (search, names) => {
  const { get } = await people()
  const answer = await get(`/contacts?${search}`)
  expect(answer.body.data?.map(({ name }: { name: string }) => name) ?? answer.body).toEqual(names)
})

test.each([
  ['contacts?name[min]=1', 'name[min]'],
  ['contacts?name[like]=a', 'name[like]'],
  ['contacts?send_blocked[ne]=1', 'send_blocked[ne]'],
  ['contacts?send_blocked=perhaps', 'send_blocked'],
  ['contacts?time_created[min]=yesterday', 'time_created[min]'],
  ['contacts?name[prefix][x]=1', 'name[prefix]'],
  ['contacts?phone_number[exists]=maybe', 'phone_number[exists]'],
  ['contacts?vars=x', 'vars'],
  ['contacts?vars[bad-name]=x', 'vars[bad-name]'],
  ['contacts?vars[age][like]=x', 'vars[age][like]'],
  ['messages?status=lost', 'status'],
  ['messages?direction[ne]=incoming', 'direction[ne]'],
  ['phones?phone_number[exists]=1', 'phone_number[exists]'],
])('%s is refused by the name of its parameter', async (path, param) => {
  const { get } = await startProject()
  expect(await get(`/${path}`)).toMatchObject({ status: 400, body: { error: { code: 'invalid_param', param } } })
})

test.each([
  ['broadcast_id[exists]=0', 1],
  ['scheduled_id[null]=1', 1],
  ['external_id[exists]=0', 1],
  ['contact_id[exists]=1', 1],
  ['status=QUEUED', 1],
  ['starred=0', 1],
  ['broadcast_id=MB1', 0],
  ['label_id=LB1', 0],
  ['group_id=CG1', 0],
  ['contact_id[null]=1', 0],
  ['message_type=mms', 0],
  ['source=web', 0],
])('of one message just sent, messages?%s counts %i', async (search, count) => {
  const { get, post } = await startProject()
  await post('/messages/send', { to_number: '+16505550123', content: 'hi' })
  expect((await get(`/messages?${search}&count=1`)).body).toEqual({ count })
})

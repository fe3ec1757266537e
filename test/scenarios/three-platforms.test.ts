import plivo from 'plivo'
import telerivet from 'telerivet'
import { expect, test } from 'vitest'
import { startWorld } from '../support/world.ts'

const AMINA = '+250788123123'

test('one person gets a text from each platform, and answers each', async () => {
  const world = await startWorld()
  const { telerivet: t, rapidpro: r, plivo: p } = world.credentials as Record<string, Record<string, string>>
  await world.call('POST', `/v1/Account/${p!.auth_id}/Application/${p!.app_id}/`, {
    headers: { authorization: `Basic ${Buffer.from(`${p!.auth_id}:${p!.auth_token}`).toString('base64')}` },
    body: { message_url: `${world.receiver.url}/plivo` },
  })

  // Each platform's team sends a text with its own client.
  const project = new telerivet.API(t!.api_key!, `${world.url}/v1`).initProjectById(t!.project_id!)
  await new Promise((resolve, reject) => {
    project.sendMessage({ content: 'from Telerivet', to_number: AMINA }, (error: Error | null, sent: unknown) =>
      error ? reject(error) : resolve(sent),
    )
  })
  const client = new plivo.Client(p!.auth_id, p!.auth_token, { url: `${world.url}/v1/Account/${p!.auth_id}` })
  await client.messages.create(p!.number!, AMINA.slice(1), 'from Plivo')
  const token = { authorization: `Token ${r!.token}` }
  await world.call('POST', '/api/v2/messages.json', {
    headers: token,
    body: { contact: await contactOf(AMINA), text: 'from RapidPro' },
  })

  // Time passes; the person sees three texts from three numbers.
  await world.advance('idle')
  const amina = world.handset(AMINA)
  const seen = await amina.messages()
  expect(seen.map(({ provider, text }) => `${provider}: ${text}`).toSorted()).toEqual([
    'plivo: from Plivo',
    'rapidpro: from RapidPro',
    'telerivet: from Telerivet',
  ])

  // They answer each at the number that it came from.
  for (const { from, text } of seen) await amina.writes(from, `re: ${text}`)
  await world.advance('idle')

  // Each reply is with the platform whose number it was written to, and nowhere else.
  const inTelerivet = await new Promise<any[]>((resolve, reject) => {
    project
      .queryMessages({ direction: 'incoming' })
      .all((error: Error | null, all: any[]) => (error ? reject(error) : resolve(all)))
  })
  expect(inTelerivet.map(({ content, from_number }) => [content, from_number])).toEqual([['re: from Telerivet', AMINA]])
  const inPlivo = (await client.messages.list({ message_direction: 'inbound' })) as any
  expect(inPlivo.map((message: any) => [message.fromNumber, message.messageState])).toEqual([
    [AMINA.slice(1), 'delivered'],
  ])
  expect(world.receiver.received.map(({ form }) => form['Text'])).toEqual(['re: from Plivo'])
  const inRapidPro = await world.call('GET', '/api/v2/messages.json?folder=inbox', { headers: token })
  expect(inRapidPro.body.results.map(({ text, urn }: any) => [text, urn])).toEqual([
    ['re: from RapidPro', `tel:${AMINA}`],
  ])

  async function contactOf(number: string): Promise<string> {
    const { body } = await world.call('POST', '/api/v2/contacts.json', {
      headers: token,
      body: { urns: [`tel:${number}`] },
    })
    return body.uuid
  }
})

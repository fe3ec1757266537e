import { promisify } from 'node:util'
import express from 'express'
import telerivet from 'telerivet'

/**
 * Reminds people of their appointments by Telerivet, an hour of the day before. Whoever answers CANCEL has none any more.
 * @param appointments by phone number: `{ at, reminded, status }`
 */
export function remindersOf(appointments, { api_key, project_id, url }, secret) {
  const project = new telerivet.API(api_key, url).initProjectById(project_id)
  const send = promisify(project.sendMessage.bind(project))
  const app = express().use(express.urlencoded())

  // Whatever calls it every hour says what time it is.
  app.post('/remind', async ({ query: { now } }, response) => {
    const tomorrow = Date.parse(now) + 24 * 3_600_000
    for (const [phone, appointment] of appointments) {
      if (appointment.reminded || Date.parse(appointment.at) > tomorrow) continue
      const content = `Your appointment is at ${appointment.at}. Answer CANCEL if you cannot come.`
      await send({
        to_number: phone,
        content,
        status_url: `http://${app.host}/status?phone=${encodeURIComponent(phone)}`,
      })
      appointment.reminded = true
    }
    response.end()
  })

  app.post('/status', ({ query: { phone }, body: { status } }, response) => {
    appointments.get(phone).status = status
    response.end()
  })

  app.post('/texts', ({ body: { secret: said, from_number, content } }, response) => {
    if (said !== secret) return response.status(403).end()
    if (content.trim().toUpperCase() !== 'CANCEL' || !appointments.delete(from_number)) return response.end()
    return response.json({ messages: [{ content: 'Your appointment is cancelled.' }] })
  })

  return app
}

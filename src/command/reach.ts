import { lookup } from 'node:dns/promises'
import { connect, isIP } from 'node:net'
import { isNear } from '../server/near-addresses.ts'
import { after } from '../server/real-time.ts'
import type { Finding } from './doctor.ts'

/** How long a connection may take, milliseconds. */
const PATIENCE = 2000

const PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 }

/** Whether webhooks may go to an address, and whether somebody listens there. No request is sent. */
export async function canBeReached(receiver: string, allowed: readonly string[]): Promise<Finding> {
  const not = (words: string): Finding => ({ what: receiver, ok: false, words })
  if (!URL.canParse(receiver)) return not('it is no URL. Write it whole, as in http://localhost:3000/sms.')
  const { protocol, hostname, host } = new URL(receiver)
  if (!(protocol in PORTS)) return not(`webhooks go over http or https, not ${protocol}`)
  const name = hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(name) ? [name] : await addressesOf(name)
  if (addresses.length === 0) return not(`the name ${name} leads nowhere.`)
  const open = allowed.includes(name) ? addresses : addresses.filter((address) => isNear(address))
  const leads = addresses[0] === name ? '' : `it leads to ${addresses.join(', ')}, and `
  if (open.length === 0)
    return not(
      `${leads}webhooks go to loopback and private addresses only. Start textbed with --allow-webhooks-to ${name} to allow it.`,
    )
  if (await listensAt(receiver))
    return { what: receiver, ok: true, words: `${leads}webhooks may go there; somebody listens.` }
  return not(`${leads}webhooks may go there, but nobody listens at ${host}.`)
}

const addressesOf = (name: string): Promise<string[]> =>
  lookup(name, { all: true }).then(
    (found) => found.map(({ address }) => address),
    () => [],
  )

/** Whether somebody takes a connection at the address of a URL. */
export function listensAt(url: string): Promise<boolean> {
  const { protocol, hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port) || PORTS[protocol]!, hostname.replace(/^\[|\]$/g, ''))
    const callOff = after(PATIENCE, () => settle(false))
    const settle = (listens: boolean): void => {
      callOff()
      socket.destroy()
      resolve(listens)
    }
    socket.once('connect', () => settle(true)).once('error', () => settle(false))
  })
}

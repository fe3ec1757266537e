import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigError } from '../config.ts'
import { after } from './real-time.ts'

/** Opens the door; answers its address for people and clients on this machine. @throws ConfigError in a sentence */
export function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new ConfigError(whyNot(error, port, host))))
    server.listen(port, host, () => resolve(urlOf(server.address() as AddressInfo)))
  })
}

/** An address that listens everywhere is reached as localhost. */
function urlOf({ address, family, port }: AddressInfo): string {
  const everywhere = address === '0.0.0.0' || address === '::'
  return `http://${everywhere ? 'localhost' : family === 'IPv6' ? `[${address}]` : address}:${port}`
}

function whyNot({ code = '', message }: NodeJS.ErrnoException, port: number, host: string): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} of ${host} is taken. Choose another with --port (PORT), or 0 for any that is free.`
  if (code === 'EACCES')
    return `Port ${port} is kept for programs with more rights. Choose one from 1024 on with --port (PORT).`
  if (code === 'EADDRNOTAVAIL')
    return `${host} is no address of this machine. Choose one that is with --host (HOST): 127.0.0.1 for itself alone, 0.0.0.0 for all of its addresses.`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `The host "${host}" has no address. Choose another with --host (HOST): 127.0.0.1 for this machine alone, 0.0.0.0 for all of its addresses.`
  return `textbed cannot listen on port ${port} of ${host} (${message}). Choose another with --host (HOST) and --port (PORT).`
}

/** How long calls under way may take to end, and how often connections that have become idle are let go, milliseconds. */
const PATIENCE = 3000
const SWEEP = 20

/** Closes the door, and is over once everybody inside has been served. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    let closed = false
    let left = PATIENCE
    const sweep = () => {
      if (closed) return
      if (left > 0) server.closeIdleConnections()
      else server.closeAllConnections()
      left -= SWEEP
      after(SWEEP, sweep)
    }
    server.close(() => {
      closed = true
      resolve()
    })
    sweep()
  })
}

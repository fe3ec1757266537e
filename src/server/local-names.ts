/**
 * Names that lead to this machine or to one nearby. No stranger can own one in the public DNS, so none of them can be a
 * foreign site whose name was turned to this machine (DNS rebinding): addresses, names of one word, and names below the
 * domains that RFC 2606, 6761, 6762, 8375 and ICANN's `.internal` keep out of it.
 */
const LOCAL = [
  /^\d{1,3}(\.\d{1,3}){3}$/,
  /^\[[0-9a-f:.]+(%[\w.-]+)?\]$/,
  /^[a-z0-9_-]+$/,
  /^([a-z0-9_-]+\.)+(localhost|local|internal|test|lan|home\.arpa)$/,
  /^localhost\.localdomain$/,
]

/** Whether a host's name (as `hostOf` gives it) belongs to nobody but the network that textbed stands in. */
export const isLocalName = (host: string): boolean => LOCAL.some((pattern) => pattern.test(host))

/** Whether a host's name is this very machine's. */
export const isLoopbackName = (host: string): boolean =>
  /^(localhost|([a-z0-9_-]+\.)+localhost|127(\.\d{1,3}){3}|\[::1\]|\[::ffff:127\.[\d.]+\]|localhost\.localdomain)$/.test(
    host,
  )

/** The name in a Host header or an origin: port, case and a final dot do not count. */
export const hostOf = (written: string): string =>
  written
    .trim()
    .toLowerCase()
    .replace(/:\d*$/, '')
    .replace(/(?<=[^.])\.$/, '')

/**
 * A test for hosts that somebody allowed: names, `.suffix` for all names below one, `*` for every name.
 * @param allowed as given to `--allow-hosts`
 */
export function allowedHosts(allowed: readonly string[]): (host: string) => boolean {
  const names = new Set<string>()
  const suffixes: string[] = []
  for (const written of allowed) {
    const host = hostOf(written)
    if (host === '*') return () => true
    if (host.startsWith('.')) suffixes.push(host)
    else names.add(host)
  }
  return (host) => names.has(host) || suffixes.some((suffix) => host.endsWith(suffix) && host.length > suffix.length)
}

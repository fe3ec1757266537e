import { BlockList, isIP } from 'node:net'

type Network = readonly [address: string, prefix: number]

/** Loopback and private addresses. Link-local ones are not among them: clouds keep secrets there. */
const NEAR = listOf(
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['::1', 128],
  ['fc00::', 7],
)

/** What clouds serve to their machines, secrets included, out of the private range. */
const METADATA = listOf(
  ['fd00:ec2::', 32], // Amazon: metadata at ::254, credentials of containers at ::23
  ['fd20:ce::254', 128], // Google
  ['fd00:c1::a9fe:a9fe', 128], // Oracle
  ['fd00:42::42', 128], // Scaleway
)

/** Whether a webhook may reach an address without being allowed to: an IPv4 address written as IPv6 counts as what it is. */
export function isNear(address: string): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  return NEAR.check(address, family) && !METADATA.check(address, family)
}

function listOf(...networks: Network[]): BlockList {
  const list = new BlockList()
  for (const [address, prefix] of networks) list.addSubnet(address, prefix, address.includes(':') ? 'ipv6' : 'ipv4')
  return list
}

import { readFileSync } from 'node:fs'

/** Where a connection comes from, and what its client calls itself. */
export interface Origin {
  local_port: number
  remote_port: number
  client: string
}

const ESTABLISHED = '01'

/**
 * Whether the other end of a connection of this machine is open, as the kernel knows it: an end that was closed is told
 * to this process only when it has read everything before. Without `/proc` it is taken for open.
 */
export const isPeerThere = ({ local_port, remote_port }: Origin): boolean => {
  const ends = `0100007F:${hex(local_port)} 0100007F:${hex(remote_port)} `
  try {
    const table = readFileSync('/proc/net/tcp', 'utf8')
    const place = table.indexOf(ends)
    // One that is in the table no more is closed on both sides.
    return place >= 0 && table.startsWith(ESTABLISHED, place + ends.length)
  } catch {
    return true
  }
}

const hex = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0')

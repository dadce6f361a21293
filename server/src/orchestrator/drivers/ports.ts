import { connect } from 'node:net'
import { type Address, NoRoomError } from './contract.ts'

export type PortRange = { host: string; first: number; last: number }

/** The ports of this machine's workers. */
export type Ports = {
  /** A port that no worker has and on which nobody listens; it is the instance's until `release`. */
  choose(instance_id: string, taken: Address[]): Promise<number>
  /** Whether each of these instances has a port or finds one. */
  hasRoom(instance_ids: string[], taken: Address[]): Promise<boolean>
  release(instance_id: string): void
}

export const createPorts = ({ host, first, last }: PortRange): Ports => {
  const chosen = new Map<string, number>()

  /** Ports that no worker has, in order; others may listen on them. */
  const unchosen = function* (taken: Address[]): Generator<number> {
    const of_others = new Set(taken.filter((one) => one.host === host).map((one) => one.port))
    for (let port = first; port <= last; port++) {
      if (!of_others.has(port) && ![...chosen.values()].includes(port)) yield port
    }
  }

  return {
    choose: async (instance_id, taken) => {
      for (const port of unchosen(taken)) {
        // Before the question is answered another start may look for a port.
        chosen.set(instance_id, port)
        if (!(await isTaken(host, port))) return port
        chosen.delete(instance_id)
      }
      throw new NoRoomError(`every port from ${first} to ${last} of ${host} is taken`)
    },
    hasRoom: async (instance_ids, taken) => {
      let missing = instance_ids.filter((id) => !chosen.has(id)).length
      for (const port of unchosen(taken)) {
        if (missing === 0) break
        if (!(await isTaken(host, port))) missing--
      }
      return missing === 0
    },
    release: (instance_id) => void chosen.delete(instance_id)
  }
}

/** Whether somebody listens there, or might: one that does not answer in time counts as well. */
const isTaken = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 })
    const answer = (taken: boolean) => () => {
      socket.destroy()
      resolve(taken)
    }
    socket.once('connect', answer(true))
    socket.once('timeout', answer(true))
    socket.once('error', answer(false))
  })

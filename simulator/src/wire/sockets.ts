/** How many connections there are and have been at the same time. */
export interface SocketCounters {
  sockets_open: number
  sockets_max: number
  logins: number
}

/** Of a device, what counts its sockets and those of its account. */
interface Counted {
  readonly sockets: SocketCounters
  readonly phone: { readonly counters: SocketCounters }
}

export const createSocketCounters = (): SocketCounters => ({
  sockets_open: 0,
  sockets_max: 0,
  logins: 0
})

/** Counts a login, for the device and for its account. */
export const countOpened = (device: Counted): void => {
  for (const counters of [device.sockets, device.phone.counters]) {
    counters.logins += 1
    counters.sockets_open += 1
    counters.sockets_max = Math.max(counters.sockets_max, counters.sockets_open)
  }
}

export const countClosed = (device: Counted): void => {
  device.sockets.sockets_open -= 1
  device.phone.counters.sockets_open -= 1
}

/** How a worker names a file and a session to whoever keeps the files. */
export const filePath = (session_id: string, sha256: string): string =>
  `/sessions/${session_id}/files/${sha256}`

export const filesPath = (session_id: string): string => `/sessions/${session_id}/files`

/** The header with the most bytes that a file may have. */
export const bytes_max_header = 'x-bytes-max'

/** What a refusal is called. */
export const refusals = {
  too_large: 413,
  store_full: 507,
  infected: 422,
  not_scanned: 451,
  /** Where files are kept, or what scans them, does not answer. */
  away: 503
} as const

export type Refusal = keyof typeof refusals

/** The address in tcp://host:port; null: it names a unix socket. */
export const parseTcpAddress = (text: string): { host: string; port: number } | null => {
  const [, bracketed, host = bracketed, port] =
    /^tcp:\/\/(?:\[([0-9a-fA-F:.]+)\]|([^:/[\]]+)):(\d{1,5})$/.exec(text) ?? []
  return host === undefined ? null : { host, port: Number(port) }
}

/** What the bare Baileys process does when told. `chats` lists the chats of each session in the order they were linked. */
export type BareCalls = {
  link(input: { count: number }): Promise<{ numbers: string[] }>
  /** Sends texts over all sessions and chats in turn; resolves when each has its delivery receipt. `took_ms` ends with the last acknowledgement. */
  send(input: { chats: string[][]; texts: string[] }): Promise<{ took_ms: number }>
  /** Sends at a steady pace and tells how long each waited for the server's acknowledgement. */
  paced(input: {
    chats: string[][]
    text: string
    per_second: number
    seconds: number
  }): Promise<{ took_ms: number[] }>
  arrived(): Promise<{ texts: number }>
  /** From here on the time of each arrival is kept, until it is told: id of the message and milliseconds since 1970. */
  listen(): Promise<object>
  heard(): Promise<{ times: [string, number][] }>
  /** Writes all sessions into a folder; another process goes on with them when it is resolved there. */
  save(input: { folder: string }): Promise<object>
  resume(input: { folder: string }): Promise<object>
  /** How many are connected now. */
  connected(): Promise<{ sessions: number }>
}

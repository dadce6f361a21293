/** Lines that wait for the disk, up to a size. */
export type WaitingLines = {
  readonly empty: boolean
  /** False when there are too many. */
  push(line: string): boolean
  /** The first of them up to a piece, each a whole; a line longer than that is a piece by itself. */
  nextPiece(): { text: string; lines: number }
  /** All that are left. */
  takeAll(): string
}

export const createWaitingLines = (bytes_max: number, piece_bytes_max: number): WaitingLines => {
  let waiting: string[] = []
  let bytes_waiting = 0
  return {
    get empty() {
      return waiting.length === 0
    },
    push: (line) => {
      if (bytes_waiting >= bytes_max) return false
      waiting.push(line)
      bytes_waiting += Buffer.byteLength(line)
      return true
    },
    nextPiece: () => {
      let lines = 0
      let bytes = 0
      while (lines < waiting.length && (lines === 0 || bytes < piece_bytes_max)) {
        bytes += Buffer.byteLength(waiting[lines] as string)
        lines++
      }
      bytes_waiting -= bytes
      return { text: waiting.splice(0, lines).join(''), lines }
    },
    takeAll: () => {
      const text = waiting.join('')
      waiting = []
      bytes_waiting = 0
      return text
    }
  }
}

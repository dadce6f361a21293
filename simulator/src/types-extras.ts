export interface ExtraCalls {
  /** The simulator says all that real servers say, but for these; nothing is left out without any. */
  leaveOut(input: { extras: string[] }): Promise<void>
  /** What can be left out, with what it is, and what is. */
  extras(): Promise<{ extras: Record<string, string>; left_out: string[] }>
}

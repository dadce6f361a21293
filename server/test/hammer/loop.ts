/** Loops of one file of `server/src`. */
export type Loops = {
  /** How many there are: what `site` finds. */
  sites: number
  /** With whom or what they talk, or why they talk with nobody. */
  partner: string
  /** What keeps them from turning without end. */
  bound: string
  /** The test in which the partner misbehaves; null where there is no partner. */
  tested_by: string | null
}

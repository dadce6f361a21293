import type { Input } from '../lib/input.ts'
import type { World } from '../world.ts'

/** What the control interface does when it is asked, and what it answers. */
export type Call = (world: World, input: Input) => unknown

import type { Loops } from './loop.ts'
import { loops_of_jobs } from './loops-of-jobs.ts'
import { loops_of_services } from './loops-of-services.ts'
import { loops_of_workers } from './loops-of-workers.ts'

/** How a loop that goes on by itself is written in this code base. */
export const site =
  /setInterval\(|untilDone\(|backoffMs\(|createBackoffs\(|createCoalesced\(|while \((?:true|![\w.]*aborted)|for \(;;\)|for \(let (?:attempt|tries) = /g

/** Every loop of the product. A new one is added here, together with a test in which its partner fails at once, late, or never answers. */
export const loops: Record<string, Loops> = {
  ...loops_of_jobs,
  ...loops_of_services,
  ...loops_of_workers
}

import type { BodyBudget } from './body-budget.ts'
import type { Dashboard } from './dashboard/dashboard.ts'
import type { SocketTimes } from './socket/outlet.ts'

/** How one server differs from another. */
export type ServerOptions = {
  title: string
  description: string
  /** Whose X-Forwarded-For is believed. */
  trusted_proxies?: string
  /** How much of request bodies is let in at once, where that is not the usual. */
  body_budget?: BodyBudget
  /** How patient sockets of events are, where that is not the usual. */
  socket_times?: SocketTimes | undefined
  /** Whether the documents are served as pages below /docs. */
  documents?: boolean
  /** The pages for people, where they are served. */
  dashboard?: Dashboard | undefined
}

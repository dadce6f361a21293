import type { BodyBudget } from './body-budget.ts'
import type { Dashboard } from './dashboard/dashboard.ts'

/** How one server differs from another. */
export type ServerOptions = {
  title: string
  description: string
  /** Whose X-Forwarded-For is believed. */
  trusted_proxies?: string
  /** How much of request bodies is let in at once, where that is not the usual. */
  body_budget?: BodyBudget
  /** The pages for people, where they are served. */
  dashboard?: Dashboard | undefined
}

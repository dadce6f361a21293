/** How far the pages of the dashboard are: built, on their way, or not to be had. */
export type DashboardState = 'ready' | 'building' | 'missing'

/** The built pages. They may come later than the gateway, which does without them. */
export type Dashboard = {
  /** Where they are, or will be. */
  folder: string
  state(): DashboardState
  /** The port of session auth on this host; null where it is reached under the address of the dashboard itself. */
  session_auth_port: number | null
  /** Where a simulated phone is, for who wants to try without a real one; null in production. */
  sandbox_url: string | null
}

import type { KeyRing } from '../lib/key-ring.ts'

/** Seals the proxies of sessions on their way from the gateway to the orchestrator, which both know the control secret. */
export const proxyKey = (control_secret: KeyRing): KeyRing =>
  control_secret.derive('proxies of sessions')

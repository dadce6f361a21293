import type { Registration } from '../domain/user.ts'

/** The settings of the operator that use cases and routes read, under the names they have in the environment. */
export type Settings = {
  ACCESS_TOKEN_MINUTES: number
  ACCESS_TOKEN_ALGORITHM: 'EdDSA' | 'HS256'
  REFRESH_TOKEN_DAYS: number
  DEFAULT_PLAN: string
  REGISTRATION: Registration
  SELF_SERVICE_PLANS: 'free' | 'all'
  OPERATOR_CONTACT?: string | undefined
  /** 0: any number. */
  ANONYMOUS_REQUESTS_PER_MINUTE: number
  /** 0: any number. Unset: as the plan says. */
  TENANT_REQUESTS_PER_MINUTE?: number | undefined
  UNLINKED_SESSIONS_MAX: number
  /** As `parseNetworks` reads them. */
  PROXY_ALLOWED_ADDRESSES?: string | undefined
  DISK_FREE_MB_MIN: number
  METRICS_TOKEN?: string | undefined
  MEDIA_BYTES_MAX: number
  PUBLIC_URL?: string | undefined
  /** Where mails are sent, their links are shown to nobody else. */
  SMTP_URL?: string | undefined
}

/** Why nothing can be reached through a proxy. */
export type ProxyReason = 'proxy_unreachable' | 'proxy_refused' | 'proxy_not_allowed'

/** `detail` is for the log of whoever runs the service; nothing of the credentials is in it. */
export class ProxyFailure extends Error {
  override name = 'ProxyFailure'
  readonly reason: ProxyReason
  constructor(reason: ProxyReason, detail: string, cause?: unknown) {
    super(detail, { cause })
    this.reason = reason
  }
}

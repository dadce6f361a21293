/** What the address of a proxy is bound to when it is sealed. */
export const proxyContext = (session_id: string): string => `session:${session_id}:proxy`

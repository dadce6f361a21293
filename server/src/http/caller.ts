import type { IncomingHttpHeaders } from 'node:http'
import type { Caller } from '../usecases/auth/issue-tokens.ts'

const user_agent_max = 300

/** From where a request comes. */
export const callerOf = (request: { ip: string; headers: IncomingHttpHeaders }): Caller => ({
  ip: request.ip,
  user_agent: request.headers['user-agent']?.slice(0, user_agent_max) ?? null
})

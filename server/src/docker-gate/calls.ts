import { z } from 'zod'
import { installation_label } from '../domain/worker-container.ts'
import { createContainerJudge, type JudgeContainer, type Judgement } from './judge-container.ts'
import { createNetworkJudge } from './judge-network.ts'
import type { GatePolicy } from './policy.ts'

/** What is asked of the engine once a call was found to be one of the list. */
export type Asked = {
  method: string
  path: string
  query: Record<string, string>
  body?: unknown
  /** Whose label has to be ours before anything is done. */
  owned?: string
  /** The answer goes on until either side ends it. */
  follows?: boolean
}

export type Query = z.ZodType<Record<string, string>>

export type Call<Judges> = {
  method: 'GET' | 'POST' | 'DELETE'
  path: RegExp
  query: Query
  /** The name in the path or in the query, if there is one. */
  ask(judges: Judges, name: string, query: Record<string, string>, body: unknown): Asked | Refused
}

export type Refused = { refused: string }

/** What this installation may have, and what says so of a body. */
type Judges = {
  policy: GatePolicy
  container: JudgeContainer
  network: (given: unknown) => Judgement
}

export const none = z.strictObject({})
const one_name = z.strictObject({ name: z.string() })
const container = '(whatsapp-worker-ins_[0-9a-f]{32})'
/** The name of a network of ours. */
export const network =
  '([a-z0-9][a-z0-9-]{0,39}-workers-(?:shared|ten_[0-9a-f]{32}|ins_[0-9a-f]{32}))'

export const get = (path: string): Call<unknown> => ({
  method: 'GET',
  path: new RegExp(`^${path}$`),
  query: none,
  ask: () => ({ method: 'GET', path, query: {} })
})

/** A call on one container of ours. */
const ofContainer = (
  method: Call<Judges>['method'],
  rest: string,
  query: Query,
  more: Partial<Asked> = {}
): Call<Judges> => ({
  method,
  path: new RegExp(`^/containers/${container}${rest}$`),
  query,
  ask: (_judges, name, given) => ({
    method,
    path: `/containers/${name}${rest}`,
    owned: `/containers/${name}/json`,
    query: given,
    ...more
  })
})

/** A filter for what is ours. */
export const labelled = (policy: GatePolicy, more: Record<string, string[]> = {}): string =>
  JSON.stringify({ label: [`${installation_label}=${policy.installation}`], ...more })

export const passedOn = (judgement: Judgement, asked: Asked): Asked | Refused =>
  'refused' in judgement ? judgement : { ...asked, body: judgement.body }

/** Every call that there is. What is not in this list is refused. */
const calls: Call<Judges>[] = [
  get('/info'),
  {
    method: 'GET',
    path: /^\/events$/,
    query: none,
    ask: ({ policy }) => ({
      method: 'GET',
      path: '/events',
      query: {
        filters: labelled(policy, { type: ['container'], event: ['die', 'oom', 'destroy'] })
      },
      follows: true
    })
  },
  {
    method: 'GET',
    path: /^\/containers\/json$/,
    query: none,
    ask: ({ policy }) => ({
      method: 'GET',
      path: '/containers/json',
      query: { all: 'true', filters: labelled(policy) }
    })
  },
  {
    method: 'POST',
    path: /^\/containers\/create$/,
    query: one_name,
    ask: (judges, _name, { name = '' }, body) =>
      passedOn(judges.container(name, body), {
        method: 'POST',
        path: '/containers/create',
        query: { name }
      })
  },
  ofContainer('GET', '/json', none),
  ofContainer('POST', '/start', none),
  ofContainer('POST', '/kill', z.strictObject({ signal: z.enum(['SIGTERM', 'SIGKILL']) })),
  ofContainer(
    'GET',
    '/logs',
    z.strictObject({
      stdout: z.literal('true'),
      stderr: z.literal('true'),
      tail: z.string().regex(/^[1-9]\d{0,3}$/)
    })
  ),
  ofContainer('DELETE', '', z.strictObject({ force: z.literal('true').optional() }) as Query),
  {
    method: 'GET',
    path: /^\/networks$/,
    query: none,
    ask: ({ policy }) => ({
      method: 'GET',
      path: '/networks',
      query: { filters: labelled(policy) }
    })
  },
  {
    method: 'POST',
    path: /^\/networks\/create$/,
    query: none,
    ask: (judges, _name, _query, body) =>
      passedOn(judges.network(body), { method: 'POST', path: '/networks/create', query: {} })
  },
  {
    method: 'DELETE',
    path: new RegExp(`^/networks/${network}$`),
    query: none,
    ask: (_judges, name) => ({
      method: 'DELETE',
      path: `/networks/${name}`,
      query: {},
      owned: `/networks/${name}`
    })
  }
]

/** Says what to ask of one engine for a call, or why nothing is asked. */
export const createCallJudge = (policy: GatePolicy): JudgeCall =>
  judgeOf(calls, {
    policy,
    container: createContainerJudge(policy),
    network: createNetworkJudge(policy)
  })

/** A judge of the calls of this list. */
export const judgeOf =
  <Judges>(list: Call<Judges>[], judges: Judges): JudgeCall =>
  (call) => {
    const [path = '', search = ''] = call.url.split('?', 2)
    for (const one of list) {
      const found = one.method === call.method ? one.path.exec(path) : null
      if (!found) continue
      const given = [...new URLSearchParams(search)]
      const query = one.query.safeParse(Object.fromEntries(given))
      if (!query.success || new Set(given.map(([name]) => name)).size !== given.length)
        return { refused: 'query: not one that this call has' }
      return one.ask(judges, found[1] ?? '', query.data, call.body)
    }
    return { refused: `${call.method} ${path.slice(0, 100)} is none of the calls that there are` }
  }

export type JudgeCall = (call: { method: string; url: string; body: unknown }) => Asked | Refused

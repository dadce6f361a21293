import { z } from 'zod'
import {
  type Asked,
  type Call,
  get,
  type JudgeCall,
  judgeOf,
  labelled,
  network,
  none,
  passedOn,
  type Query,
  type Refused
} from './calls.ts'
import type { Judgement } from './judge-container.ts'
import { createNetworkJudge } from './judge-network.ts'
import { createSecretJudge, createServiceJudge } from './judge-service.ts'
import type { GatePolicy } from './policy.ts'

type Judges = {
  policy: GatePolicy
  service: (given: unknown, name?: string) => Judgement
  secret: (given: unknown) => Judgement
  network: (given: unknown) => Judgement
}

const named = '(whatsapp-worker-ins_[0-9a-f]{32})'

/** What is ours of a kind of thing. */
const list = (path: string): Call<Judges> => ({
  method: 'GET',
  path: new RegExp(`^${path}$`),
  query: none,
  ask: ({ policy }) => ({ method: 'GET', path, query: { filters: labelled(policy) } })
})

const create = (
  path: string,
  judge: (judges: Judges, body: unknown) => Judgement
): Call<Judges> => ({
  method: 'POST',
  path: new RegExp(`^${path}$`),
  query: none,
  ask: (judges, _name, _query, body) =>
    passedOn(judge(judges, body), { method: 'POST', path, query: {} })
})

/** A call on one thing of ours. */
const on = (
  method: Call<Judges>['method'],
  folder: string,
  name: string,
  rest = '',
  query: Query = none
): Call<Judges> => ({
  method,
  path: new RegExp(`^${folder}/${name}${rest}$`),
  query,
  ask: (_judges, one, given) => ({
    method,
    path: `${folder}/${one}${rest}`,
    query: given,
    owned: `${folder}/${one}`
  })
})

const update = (judges: Judges, name: string, query: Record<string, string>, body: unknown) =>
  passedOn(judges.service(body, name), {
    method: 'POST',
    path: `/services/${name}/update`,
    query,
    owned: `/services/${name}`
  } satisfies Asked) as Asked | Refused

/** Every call that there is on a swarm. What is not in this list is refused. */
const calls: Call<Judges>[] = [
  get('/info'),
  get('/nodes'),
  list('/tasks'),
  list('/services'),
  create('/services/create', ({ service }, body) => service(body)),
  on('GET', '/services', named),
  {
    method: 'POST',
    path: new RegExp(`^/services/${named}/update$`),
    query: z.strictObject({ version: z.string().regex(/^[1-9]\d{0,18}$/) }),
    ask: update
  },
  on('DELETE', '/services', named),
  on(
    'GET',
    '/services',
    named,
    '/logs',
    z.strictObject({
      stdout: z.literal('true'),
      stderr: z.literal('true'),
      tail: z.string().regex(/^[1-9]\d{0,3}$/)
    })
  ),
  list('/secrets'),
  create('/secrets/create', ({ secret }, body) => secret(body)),
  on('DELETE', '/secrets', named),
  list('/networks'),
  create('/networks/create', (judges, body) => judges.network(body)),
  on('DELETE', '/networks', network)
]

/** Says what to ask of the manager of a swarm for a call, or why nothing is asked. */
export const createSwarmCallJudge = (policy: GatePolicy): JudgeCall =>
  judgeOf(calls, {
    policy,
    service: createServiceJudge(policy),
    secret: createSecretJudge(policy),
    network: createNetworkJudge(policy, 'swarm')
  })

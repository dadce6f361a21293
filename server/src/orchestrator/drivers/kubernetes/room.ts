import type { WorkerLimits } from '../contract.ts'
import type { V1ResourceQuota } from './cluster-api.ts'
import { resourcesOf } from './pod-body.ts'

/** What one more worker takes of each thing that a quota may count. */
const needsOf = (limits: WorkerLimits): Map<string, number> => {
  const { requests, limits: most } = resourcesOf(limits)
  return new Map([
    ['pods', 1],
    ['count/pods', 1],
    ['secrets', 1],
    ['count/secrets', 1],
    ['cpu', quantity(requests.cpu)],
    ['requests.cpu', quantity(requests.cpu)],
    ['limits.cpu', quantity(most.cpu)],
    ['memory', quantity(requests.memory)],
    ['requests.memory', quantity(requests.memory)],
    ['limits.memory', quantity(most.memory)],
    ['requests.ephemeral-storage', quantity(requests['ephemeral-storage'])],
    ['limits.ephemeral-storage', quantity(most['ephemeral-storage'])]
  ])
}

/** For how many more workers the quotas of the namespace leave room. Those for some pods only (with scopes) are left to the cluster. */
export const workersAllowed = (quotas: V1ResourceQuota[], limits: WorkerLimits): number => {
  const needs = needsOf(limits)
  const rooms = quotas
    .filter(({ spec }) => !spec?.scopes && !spec?.scopeSelector)
    .flatMap(({ status, spec }) =>
      Object.entries(status?.hard ?? spec?.hard ?? {}).flatMap(([name, hard]) => {
        const need = needs.get(name)
        if (need === undefined) return []
        return [Math.floor((quantity(hard) - quantity(status?.used?.[name] ?? '0')) / need)]
      })
    )
  return Math.min(Number.POSITIVE_INFINITY, ...rooms)
}

const factors = new Map<string, number>([
  ['n', 1e-9],
  ['u', 1e-6],
  ['m', 1e-3],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
  ['E', 1e18],
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['Ti', 2 ** 40],
  ['Pi', 2 ** 50],
  ['Ei', 2 ** 60]
])

const form = /^([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/

/** An amount as Kubernetes writes it: 500m, 2Gi, 1e3. */
export const quantity = (text: string): number => {
  const [, number, suffix = ''] = form.exec(text) ?? []
  if (number === undefined) throw new Error(`${text} is no quantity`)
  return Number(number) * (factors.get(suffix) ?? 1)
}

import { quantity } from '../../src/orchestrator/drivers/kubernetes/room.ts'
import type { Made, Store } from './store.ts'

/** A refusal as the API server words it. */
export type Refusal = { status: number; reason: string; message: string }

const kinds: Record<string, [group: string, kind: string]> = {
  pods: ['v1', 'Pod'],
  secrets: ['v1', 'Secret']
}

const dns_name = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const label_key = /^([a-z0-9.-]{1,253}\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/
const label_value = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/

/** What an API server has against a new object; null: nothing. */
export const refusalOf = async (
  store: Store,
  resource: string,
  namespace: string,
  object: Made
): Promise<Refusal | null> => {
  const [version = '', kind = ''] = kinds[resource] ?? []
  const invalid = (message: string): Refusal => ({
    status: 422,
    reason: 'Invalid',
    message: `${kind} "${object?.metadata?.name}" is invalid: ${message}`
  })
  if (object?.kind !== kind || object?.apiVersion !== version)
    return { status: 400, reason: 'BadRequest', message: `this is no ${kind}` }
  const misfit = await misfitOf(version, kind, object)
  if (misfit) return invalid(misfit)
  const { name, labels = {}, ownerReferences = [] } = object.metadata
  if ((object.metadata.namespace ?? namespace) !== namespace)
    return { status: 400, reason: 'BadRequest', message: 'the namespace is another one' }
  if (typeof name !== 'string' || name.length > 253 || !dns_name.test(name))
    return invalid(
      'metadata.name: a lowercase RFC 1123 subdomain must consist of a-z, 0-9, - and .'
    )
  for (const [key, value] of Object.entries(labels))
    if (!label_key.test(key) || !label_value.test(String(value)))
      return invalid(`metadata.labels: Invalid value: ${key}=${value}`)
  for (const owner of ownerReferences) {
    if (!owner.uid) return invalid('metadata.ownerReferences.uid: must not be empty')
    if (owner.blockOwnerDeletion)
      return { status: 403, reason: 'Forbidden', message: 'cannot set blockOwnerDeletion' }
  }
  if (store.get(resource, name))
    return {
      status: 409,
      reason: 'AlreadyExists',
      message: `${resource} "${name}" already exists`
    }
  if (resource !== 'pods') return null
  const wrong = wrongInPod(object.spec)
  if (wrong) return invalid(wrong)
  const forbidden = unrestricted(object.spec) ?? overQuota(store, object)
  if (!forbidden) return null
  return { status: 403, reason: 'Forbidden', message: `pods "${name}" is forbidden: ${forbidden}` }
}

/** What the published schema has against it. */
const misfitOf = async (version: string, kind: string, object: Made): Promise<string | null> => {
  const module = await import(`kubernetes-models/${version}/${kind}`)
  const Kind = module[kind] ?? module.default[kind]
  try {
    new Kind(object).validate()
    return null
  } catch (error) {
    return (error as Error).message
  }
}

/** What no schema says: that the parts of a pod fit together. */
const wrongInPod = (spec: Made): string | null => {
  const volumes = new Set((spec.volumes ?? []).map((one: Made) => one.name))
  if (volumes.size !== (spec.volumes ?? []).length) return 'spec.volumes: Duplicate value'
  if (spec.containers.length === 0) return 'spec.containers: Required value'
  for (const container of spec.containers) {
    const paths = new Set<string>()
    for (const { name, mountPath } of container.volumeMounts ?? []) {
      if (!volumes.has(name)) return `volumeMounts.name: Not found: "${name}"`
      if (paths.has(mountPath)) return `volumeMounts.mountPath: must be unique: ${mountPath}`
      paths.add(mountPath)
    }
    const env = (container.env ?? []).map((one: Made) => one.name)
    if (new Set(env).size !== env.length) return 'env: two of one name'
    for (const one of container.env ?? [])
      if (one.value !== undefined && one.valueFrom) return `env.${one.name}: value and valueFrom`
    const { requests = {}, limits = {} } = container.resources ?? {}
    for (const [what, asked] of Object.entries<string>(requests))
      if (limits[what] !== undefined && quantity(asked) > quantity(limits[what]))
        return `resources.requests.${what}: must be less than or equal to its limit`
  }
  return null
}

/** The profile `restricted` of the Pod Security Standards. */
const unrestricted = (spec: Made): string | null => {
  const violations = [
    spec.hostNetwork && 'hostNetwork',
    spec.hostPID && 'hostPID',
    spec.hostIPC && 'hostIPC',
    spec.securityContext?.runAsNonRoot !== true && 'runAsNonRoot != true',
    spec.securityContext?.runAsUser === 0 && 'runAsUser=0',
    spec.securityContext?.seccompProfile?.type !== 'RuntimeDefault' && 'seccompProfile',
    ...(spec.volumes ?? []).map(
      (one: Made) =>
        !Object.keys(one).every((kind) =>
          ['name', 'emptyDir', 'secret', 'configMap', 'projected'].includes(kind)
        ) && `restricted volume type of ${one.name}`
    ),
    ...spec.containers.flatMap(({ securityContext: context, ports }: Made) => [
      context?.privileged && 'privileged',
      context?.allowPrivilegeEscalation !== false && 'allowPrivilegeEscalation != false',
      !context?.capabilities?.drop?.includes('ALL') && 'unrestricted capabilities',
      (ports ?? []).some((one: Made) => one.hostPort) && 'hostPort'
    ])
  ].filter(Boolean)
  if (violations.length === 0) return null
  return `violates PodSecurity "restricted:latest": ${violations.join(', ')}`
}

const over = new Set(['Succeeded', 'Failed'])

/** What the pods that are not over take of something that a quota counts. */
export const usedOf = (store: Store, what: string): number =>
  store
    .list('pods')
    .filter((pod) => !over.has(pod.status?.phase))
    .reduce((sum, pod) => sum + takenBy(pod, what), 0)

const takenBy = (pod: Made, what: string): number => {
  if (what === 'pods') return 1
  const [kind = '', name = ''] = what.split('.')
  return pod.spec.containers.reduce(
    (sum: number, one: Made) => sum + quantity(one.resources?.[kind]?.[name] ?? '0'),
    0
  )
}

const overQuota = (store: Store, pod: Made): string | null => {
  for (const quota of store.list('resourcequotas')) {
    for (const [what, hard] of Object.entries<string>(quota.spec.hard)) {
      const used = usedOf(store, what)
      const asked = takenBy(pod, what)
      if (used + asked > quantity(hard))
        return `exceeded quota: ${quota.metadata.name}, requested: ${what}=${asked}, used: ${what}=${used}, limited: ${what}=${hard}`
    }
  }
  return null
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { installation_label, worker_port } from '../../src/domain/worker-container.ts'
import { configSchema } from '../../src/main/config/config.ts'
import { tolerationOf } from '../../src/main/config/kubernetes.ts'
import { parseTcpAddress } from '../../src/media/worker-access/protocol.ts'
import {
  containersOf,
  type Made,
  named,
  pods,
  podsOf,
  render,
  skip,
  whole
} from '../../testkit/helm-chart.ts'
import {
  cluster_role_rules,
  namespace,
  owner_name,
  role_rules
} from '../../testkit/kubernetes/cluster.ts'

test('where each worker is a pod the orchestrator has the rights that it needs, and its pods alone have its token', {
  skip
}, () => {
  const { objects } = render(pods)
  const rulesOf = (kind: string): Made => objects.find((one) => one.kind === kind).rules
  assert.deepEqual(rulesOf('Role'), role_rules)
  assert.deepEqual(rulesOf('ClusterRole'), cluster_role_rules)
  for (const kind of ['RoleBinding', 'ClusterRoleBinding']) {
    const { roleRef, subjects } = objects.find((one) => one.kind === kind)
    assert.ok(named(objects, roleRef.kind, roleRef.name), roleRef.name)
    assert.deepEqual(
      subjects.map((one: Made) => [one.kind, one.name, one.namespace]),
      [['ServiceAccount', owner_name, namespace]]
    )
  }
  const sets = podsOf(objects).map((one) => one.spec.template.spec)
  assert.deepEqual(
    sets.flatMap((spec) => spec.serviceAccountName ?? []),
    [owner_name]
  )
  const holders = containersOf(objects).filter((one) =>
    one.volumeMounts.some(({ name }: Made) => name === 'cluster')
  )
  assert.deepEqual(
    holders.map((one) => one.args[0]),
    ['orchestrator']
  )
  for (const spec of sets) assert.equal(spec.automountServiceAccountToken, false)
  const processes = render(whole).objects.map((one) => one.kind)
  for (const kind of ['ServiceAccount', 'Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'])
    assert.ok(!processes.includes(kind), `${kind} is there for pods alone`)
})

test('where each worker is a pod its settings are those that the driver reads, and nobody but the product reaches it', {
  skip
}, () => {
  const { objects } = render(pods)
  const envOf = (role: string): Record<string, string> =>
    Object.fromEntries(
      containersOf(objects)
        .find((one) => one.args[0] === role)
        .env.flatMap(({ name, value }: Made) => (value === undefined ? [] : [[name, value]]))
    )
  const settings = objects.find((one) => one.kind === 'ConfigMap').data
  const config = configSchema.parse({ ...settings, ...envOf('orchestrator') })
  assert.equal(config.DRIVER, 'kubernetes')
  assert.match(config.WORKER_IMAGE ?? '', /@sha256:a+$/)
  assert.equal(config.KUBERNETES_OWNER, owner_name)
  assert.ok(named(objects, 'StatefulSet', owner_name))
  assert.deepEqual(tolerationOf(config.KUBERNETES_TOLERATIONS ?? ''), {
    key: 'wa',
    operator: 'Exists'
  })
  assert.equal(config.KUBERNETES_NODE_SELECTOR, 'pool=wa')
  assert.equal(config.KUBERNETES_PULL_SECRETS, 'registry')
  // Files are given where workers ask for them.
  const asked = parseTcpAddress(config.MEDIA_SOCKET ?? '')
  const served = parseTcpAddress(envOf('delivery')['MEDIA_SOCKET'] ?? '')
  const files = named(objects, 'Service', '-files')
  assert.deepEqual(asked, { host: files.metadata.name, port: files.spec.ports[0].port })
  assert.equal(served?.port, asked?.port)

  const labels = { [installation_label]: config.DOCKER_INSTALLATION }
  const policies = objects.filter((one) => one.kind === 'NetworkPolicy')
  const [own, ...others] = policies.filter(
    (one) => one.spec.podSelector.matchLabels[installation_label] === labels[installation_label]
  )
  assert.equal(others.length, 0)
  assert.deepEqual(own.spec.podSelector.matchLabels, labels)
  assert.deepEqual(own.spec.policyTypes, ['Ingress', 'Egress'])
  const [control, ...more] = own.spec.ingress
  assert.equal(more.length, 0)
  assert.deepEqual(control.ports, [{ port: worker_port }])
  assert.deepEqual(
    control.from.map((one: Made) => one.podSelector.matchLabels['app.kubernetes.io/component']),
    ['gateway-api', 'session-auth', 'workers']
  )
  for (const { podSelector } of control.from)
    assert.equal(podSelector.matchLabels[installation_label], undefined, 'no worker is let in')
  assert.deepEqual(own.spec.egress.at(-1).ports, [{ port: 5432 }])
  const [given] = named(objects, 'NetworkPolicy', '-workers').spec.ingress
  assert.deepEqual(given.from, [{ podSelector: { matchLabels: labels } }])
  assert.deepEqual(given.ports, [{ port: asked?.port }])
  const open = named(
    render({ ...pods, networkPolicy: {} }).objects,
    'NetworkPolicy',
    '-worker-pods'
  )
  assert.deepEqual(open.spec.policyTypes, ['Ingress'])
})

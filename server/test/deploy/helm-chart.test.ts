import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Ajv } from 'ajv'
import { parse } from 'yaml'
import { configSchema } from '../../src/main/config/config.ts'
import {
  containersOf,
  least,
  type Made,
  misfit,
  named,
  pods,
  podsOf,
  read,
  render,
  skip,
  unknownFields,
  type Values,
  whole
} from '../../testkit/helm-chart.ts'

test('with few values and with all of them every object is one that Kubernetes takes', {
  skip
}, async () => {
  for (const values of [least, whole, pods]) {
    const { objects, error } = render(values)
    assert.equal(error, '')
    for (const object of objects) assert.equal(await misfit(object), null)
    assert.deepEqual(unknownFields(objects), [])
    const names = objects.map((one) => `${one.kind} ${one.metadata.name}`)
    assert.equal(new Set(names).size, names.length, 'no name is there twice')
  }
  const [deployment] = render(least).objects.filter((one) => one.kind === 'Deployment')
  const wrong = structuredClone(deployment)
  wrong.spec.template.spec.containers[0].resources = { requests: 'many' }
  assert.notEqual(await misfit(wrong), null, 'the schemas refuse what is wrong')
  const misspelt = structuredClone(deployment)
  misspelt.spec.template.spec.containers[0].readinesProbe = { tcpSocket: { port: 80 } }
  assert.match(unknownFields([misspelt]).join(), /readinesProbe/)
})

test('every container is bounded, not root, without rights, and writes to no part of its image', {
  skip
}, () => {
  const { objects } = render(whole)
  const containers = containersOf(objects)
  assert.deepEqual(containers.map((one) => one.args[0]).sort(), [
    'delivery',
    'gateway-api',
    'migrate',
    'orchestrator',
    'session-auth'
  ])
  for (const { spec } of podsOf(objects).map((one) => one.spec.template)) {
    assert.equal(spec.automountServiceAccountToken, false)
    assert.equal(spec.securityContext.runAsNonRoot, true)
    assert.equal(spec.securityContext.seccompProfile.type, 'RuntimeDefault')
    const volumes = new Set(spec.volumes.map((one: Made) => one.name))
    for (const container of spec.containers) {
      assert.equal(container.securityContext.readOnlyRootFilesystem, true)
      assert.equal(container.securityContext.allowPrivilegeEscalation, false)
      assert.deepEqual(container.securityContext.capabilities, { drop: ['ALL'] })
      assert.ok(container.resources.limits.memory && container.resources.requests.cpu)
      assert.match(container.image, /@sha256:/)
      for (const { name } of container.volumeMounts) assert.ok(volumes.has(name), name)
    }
  }
})

test('each role is told the secrets that it needs and no others, and settings that there are', {
  skip
}, () => {
  const { objects } = render(whole)
  const secretsOf = (role: string): string[] => {
    const container = containersOf(objects).find((one) => one.args[0] === role)
    return container.env
      .filter((one: Made) => one.valueFrom?.secretKeyRef)
      .map((one: Made) => one.name)
  }
  for (const role of ['gateway-api', 'session-auth', 'delivery']) {
    for (const never of ['MASTER_KEY', 'DATABASE_URL', 'DATABASE_WORKER_URL'])
      assert.ok(!secretsOf(role).includes(never), `${role} is told ${never}`)
  }
  assert.ok(!secretsOf('session-auth').includes('DATABASE_SYSTEM_URL'))
  assert.ok(!secretsOf('orchestrator').includes('DATABASE_URL'))
  assert.deepEqual(secretsOf('migrate').sort(), ['DATABASE_URL', 'MASTER_KEY'])
  const known = new Set([...Object.keys(configSchema.shape), 'POD_IP'])
  const settings = objects.find((one) => one.kind === 'ConfigMap').data
  const told = containersOf(objects).flatMap((one) => one.env.map(({ name }: Made) => name))
  for (const name of [...Object.keys(settings), ...told]) assert.ok(known.has(name), name)
  configSchema.parse({ ...settings, WORKER_HOST: '10.0.0.1' })
})

test('selectors, services, policies and probes find the pods that they are meant for', {
  skip
}, () => {
  const { objects } = render(whole)
  const fits = (labels: Made, wanted: Made): boolean =>
    Object.entries(wanted).every(([name, value]) => labels[name] === value)
  const pods = podsOf(objects).map((one) => one.spec.template)
  const found = (wanted: Made): number =>
    pods.filter((one) => fits(one.metadata.labels, wanted)).length
  for (const one of objects) {
    if (one.kind === 'Service' && !one.metadata.name.endsWith('-nothing'))
      assert.equal(found(one.spec.selector), 1, one.metadata.name)
    if (one.kind === 'PodDisruptionBudget')
      assert.equal(found(one.spec.selector.matchLabels), 1, one.metadata.name)
    if (one.kind === 'NetworkPolicy') {
      assert.equal(found(one.spec.podSelector.matchLabels), 1, one.metadata.name)
      for (const { podSelector } of one.spec.ingress.flatMap((rule: Made) => rule.from ?? []))
        if (podSelector) assert.equal(found(podSelector.matchLabels), 1)
    }
  }
  const [control] = named(objects, 'NetworkPolicy', '-workers').spec.ingress
  assert.deepEqual(control.ports, [{ port: 4000, endPort: 4999 }])
  assert.equal(control.from.length, 3, 'nobody else reaches the control ports')
  const [monitor] = objects.filter((one) => one.kind === 'ServiceMonitor')
  const ports = new Set(
    objects
      .filter((one) => one.kind === 'Service')
      .flatMap((one) => one.spec.ports.map((port: Made) => port.name))
  )
  for (const { port, relabelings } of monitor.spec.endpoints) {
    assert.ok(ports.has(port), port)
    assert.equal(relabelings[0].replacement, 'whatsapp-gateway', 'as the alert rules call it')
  }
  const gateway = named(objects, 'Deployment', '-gateway-api').spec
  assert.equal(gateway.replicas, 2)
  assert.equal(gateway.template.spec.containers[0].readinessProbe.httpGet.path, '/health/ready')
  const { rules } = named(objects, 'Ingress', '').spec
  for (const { http } of rules)
    assert.match(http.paths[0].backend.service.name, /-nothing$/, '/metrics leads nowhere')
})

test('what cannot work is refused with what to do', { skip }, () => {
  const rows: [values: Values, said: RegExp][] = [
    [{ ...least, media: {} }, /Set media\.s3\.bucket, or media\.existingClaim/],
    [{ ...least, config: { MASTER_KEY: 'x' } }, /config\.MASTER_KEY is a secret/],
    [{ ...least, config: { DATABASE_URL: 'x' } }, /config\.DATABASE_URL is a secret/],
    [{ ...least, workers: { driver: 'kubernetes' } }, /needs image\.digest/],
    [
      { ...pods, tolerations: [{ operator: 'Exists' }] },
      /Each toleration needs a key where workers are pods/
    ],
    [{ ...least, ingress: { enabled: true } }, /Set ingress\.host/],
    [{ ...least, metrics: { serviceMonitor: { enabled: true } } }, /needs metrics\.enabled/]
  ]
  for (const [values, said] of rows) assert.match(render(values).error, said)
})

test('values are checked by a schema that knows each of them', () => {
  const valid = new Ajv({ strict: false }).compile(JSON.parse(read('values.schema.json')))
  const merged = (values: Values): Values => ({ ...parse(read('values.yaml')), ...values })
  for (const values of [least, whole, pods])
    assert.ok(valid(merged(values)), JSON.stringify(valid.errors))
  assert.ok(!valid(merged({})), 'an image and a secret have to be named')
  assert.ok(!valid(merged({ ...least, workers: { driver: 'swarm' } })))
  assert.ok(!valid(merged({ ...least, replicas: 3 })), 'what is no value is refused')
  assert.ok(!valid(merged({ ...least, gateway: { replicas: 0 } })))
  assert.ok(!valid(merged({ ...least, image: { repository: 'a', digest: 'latest' } })))
})

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseAllDocuments, stringify } from 'yaml'

// The objects of the chart, made by Go's templates and judged by the schemas that Kubernetes and the Prometheus operator publish.

// biome-ignore lint/suspicious/noExplicitAny: objects of Kubernetes are looked into as they come
export type Made = any
export type Values = Record<string, unknown>

const root = new URL('../../', import.meta.url)
export const chart = fileURLToPath(new URL('deploy/helm/whatsapp-saas-gateway', root))
export const read = (file: string): string => readFileSync(`${chart}/${file}`, 'utf8')

/** Debian's libraries for Go lie here. */
const go = { ...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode' }
const sprig = 'github.com/Masterminds/sprig'
const there = spawnSync('go', ['list', sprig, 'gopkg.in/yaml.v3'], { env: go }).status === 0
export const skip = there
  ? false
  : 'Go and its libraries are not there (packages golang-go, golang-github-masterminds-sprig-dev, golang-gopkg-yaml.v3-dev); .ci/run installs them'

export const least: Values = {
  image: { repository: 'registry.example.com/whatsapp-saas' },
  existingSecret: 'wa-secret',
  media: { s3: { bucket: 'wa-files' } }
}
export const whole: Values = {
  ...least,
  image: { repository: 'registry.example.com/wa', digest: `sha256:${'a'.repeat(64)}` },
  imagePullSecrets: [{ name: 'registry' }],
  publicUrl: 'https://wa.example.com',
  config: { LOG_LEVEL: 'warn', EVENT_DAYS: 7, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel:4318' },
  media: { existingClaim: 'files' },
  ingress: {
    enabled: true,
    className: 'nginx',
    annotations: { 'nginx.ingress.kubernetes.io/proxy-buffering': 'off' },
    host: 'wa.example.com',
    sessionAuthHost: 'link.example.com',
    tlsSecret: 'tls'
  },
  metrics: { enabled: true, serviceMonitor: { enabled: true, labels: { release: 'prometheus' } } },
  networkPolicy: {
    from: [{ namespaceSelector: { matchLabels: { name: 'ingress' } } }],
    metricsFrom: [{ namespaceSelector: { matchLabels: { name: 'monitoring' } } }]
  },
  nodeSelector: { pool: 'wa' },
  tolerations: [{ key: 'wa', operator: 'Exists' }],
  podAnnotations: { team: 'messages' }
}
/** Each worker a pod of its own. */
export const pods: Values = {
  ...whole,
  workers: { driver: 'kubernetes' },
  networkPolicy: {
    workersTo: [{ to: [{ ipBlock: { cidr: '10.1.2.3/32' } }], ports: [{ port: 5432 }] }]
  }
}

let program: string | undefined
export const render = (values: Values): { objects: Made[]; error: string } => {
  program ??= build()
  const { stdout, stderr, status } = spawnSync(program, [chart, 'wa', 'chat'], {
    input: stringify(values),
    encoding: 'utf8'
  })
  const objects = parseAllDocuments(stdout)
    .map((one) => one.toJS())
    .filter((one) => one !== null)
  return { objects: status === 0 ? objects : [], error: status === 0 ? '' : stderr }
}

const build = (): string => {
  const made = `${process.env['TMPDIR'] ?? '/tmp'}/render-chart-${process.pid}`
  const source = fileURLToPath(new URL('scripts/chart/render.go', root))
  const { status, stderr } = spawnSync('go', ['build', '-o', made, source], {
    env: go,
    encoding: 'utf8'
  })
  assert.equal(status, 0, stderr)
  return made
}

/** What the published schema has against an object; null: nothing. */
export const misfit = async (object: Made): Promise<string | null> => {
  const of = object.apiVersion.startsWith('monitoring.')
    ? '@kubernetes-models/prometheus-operator'
    : 'kubernetes-models'
  const module = await import(`${of}/${object.apiVersion}/${object.kind}`)
  const Kind = module[object.kind] ?? module.default[object.kind]
  try {
    new Kind(object).validate()
    return null
  } catch (error) {
    return `${object.kind} ${object.metadata.name}: ${(error as Error).message}`
  }
}

/**
 * Fields that no published type has, as the compiler finds them: the schemas let them pass, and so would a cluster that only warns.
 * What else does not fit the types is told too.
 */
export const unknownFields = (objects: Made[]): string[] => {
  const folder = fileURLToPath(new URL(`node_modules/.cache/chart-${process.pid}/`, root))
  mkdirSync(folder, { recursive: true })
  const lines = objects.map((object, at) => {
    const of = object.apiVersion.startsWith('monitoring.')
      ? '@kubernetes-models/prometheus-operator'
      : 'kubernetes-models'
    const name = `I${object.kind}`
    return `import type { ${name} as T${at} } from '${of}/${object.apiVersion}/${object.kind}'
export const made${at}: T${at} = ${JSON.stringify(object)}`
  })
  writeFileSync(`${folder}made.ts`, lines.join('\n'))
  const words = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext']
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL('node_modules/typescript/bin/tsc', root)), ...words, 'made.ts'],
    { cwd: folder, encoding: 'utf8' }
  )
  rmSync(folder, { recursive: true, force: true })
  return `${stdout}${stderr}`.split('\n').filter((line) => line !== '')
}

export const podsOf = (objects: Made[]): Made[] => objects.filter((one) => one.spec?.template?.spec)
export const containersOf = (objects: Made[]): Made[] =>
  podsOf(objects).flatMap((one) => one.spec.template.spec.containers)
export const named = (objects: Made[], kind: string, end: string): Made =>
  objects.find((one) => one.kind === kind && one.metadata.name.endsWith(end))

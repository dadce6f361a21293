import { once } from 'node:events'
import { mkdtemp, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createLog } from '../../src/lib/log.ts'
import type { Driver, DriverOptions } from '../../src/orchestrator/drivers/contract.ts'
import {
  type ClusterApi,
  type Owner,
  openCluster
} from '../../src/orchestrator/drivers/kubernetes/cluster-api.ts'
import type { KubernetesDriverOptions } from '../../src/orchestrator/drivers/kubernetes/kubernetes-context.ts'
import { createKubernetesDriver } from '../../src/orchestrator/drivers/kubernetes/kubernetes-driver.ts'
import { freePort } from '../free-port.ts'
import { createApiServer, type Rule } from './api-server.ts'
import { createNodeAgents, type NodeAgents } from './node-agent.ts'
import { createScheduler } from './scheduler.ts'
import { createStore, type Made, type Store } from './store.ts'

export const namespace = 'chat'
export const owner_name = 'wa-whatsapp-saas-gateway-workers'
export const image = `registry.example.com/whatsapp-saas@sha256:${'1'.repeat(64)}`

/** The rights of the orchestrator: those that the chart gives, which the chart's test compares with these. */
export const role_rules: Rule[] = [
  { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch', 'create', 'delete'] },
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  { apiGroups: [''], resources: ['secrets'], verbs: ['create'] },
  { apiGroups: [''], resources: ['resourcequotas'], verbs: ['list'] },
  { apiGroups: [''], resources: ['namespaces'], resourceNames: [namespace], verbs: ['get'] },
  {
    apiGroups: ['apps'],
    resources: ['statefulsets'],
    resourceNames: [owner_name],
    verbs: ['get']
  }
]
export const cluster_role_rules: Rule[] = [
  { apiGroups: [''], resources: ['nodes'], verbs: ['list', 'watch'] }
]

/** A cluster of two nodes whose pods are processes of this machine, behind the API of a real one. */
export type Cluster = {
  store: Store
  agents: NodeAgents
  kubeconfig: string
  images: Set<string>
  /** Takes rights away from the orchestrator. */
  forbid(resource: string): void
  /** Most of what the pods of the namespace may use together. */
  setQuota(hard: Record<string, string>): void
  /** A node that says nothing any more, while what runs there goes on. */
  cutOff(node: string): void
  plugIn(node: string): void
  /** Ends every connection. From then on nobody is answered until `resume`. */
  stopAnswering(): Promise<void>
  resume(): Promise<void>
  /** Ends every connection; whoever comes back finds what it has missed forgotten. */
  forgetChanges(): void
  driver(options: DriverOptions, more?: Partial<KubernetesDriverOptions>): Driver
}

type End = { after(step: () => unknown): void }

export const startCluster = async (
  end: End,
  worker_file = fileURLToPath(new URL('../driver-worker.ts', import.meta.url))
): Promise<Cluster> => {
  const store = createStore()
  const folder = await mkdtemp(join(tmpdir(), 'gateway-cluster-'))
  const cut = new Set<string>()
  const rules = [...role_rules, ...cluster_role_rules]
  const token = crypto.randomUUID()
  const images = new Set([image])
  const agents = createNodeAgents({
    store,
    images,
    worker_file,
    folder,
    nextAddress: addresses(),
    isCut: (node) => cut.has(node)
  })
  const scheduler = createScheduler(store)
  end.after(() => {
    scheduler.close()
    return agents.close()
  })
  fill(store)
  const { port, server, listen, stopAnswering } = await serve(
    end,
    createApiServer({ store, namespace, token, rules: () => rules, logOf: agents.logOf })
  )
  const kubeconfig = join(folder, 'kubeconfig')
  await writeFile(kubeconfig, kubeconfigOf(port, token))
  const opened = await open(kubeconfig)
  return {
    store,
    agents,
    kubeconfig,
    images,
    forbid: (resource) => {
      const at = rules.findIndex((one) => one.resources.includes(resource))
      if (at >= 0) rules.splice(at, 1)
    },
    setQuota: (hard) => setQuota(store, hard),
    cutOff: (node) => {
      cut.add(node)
      setReady(store, node, 'Unknown')
    },
    plugIn: (node) => {
      cut.delete(node)
      setReady(store, node, 'True')
      agents.catchUp(node)
    },
    stopAnswering,
    resume: listen,
    forgetChanges: () => {
      // A change that nobody hears of, and then nobody knows where they were.
      server.closeAllConnections()
      setReady(store, 'node-1', 'True')
      store.compact()
    },
    driver: (options, more = {}) => makeDriver(opened, options, more)
  }
}

/** A server that can be away for a while. */
const serve = async (end: End, server: Server) => {
  const port = await freePort()
  const listen = async (): Promise<void> => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  const stopAnswering = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  await listen()
  end.after(() => server.listening && stopAnswering())
  return { port, server, listen, stopAnswering }
}

const setReady = (store: Store, name: string, status: string): void =>
  store.update('nodes', name, (node) => {
    node.status.conditions = [{ type: 'Ready', status }]
  })

const setQuota = (store: Store, hard: Record<string, string>): void => {
  store.remove('resourcequotas', 'small')
  store.create('resourcequotas', {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'small', namespace },
    spec: { hard }
  })
}

type Opened = { cluster: ClusterApi; namespace_id: string; owner: Owner }

const open = async (kubeconfig: string): Promise<Opened> => {
  const cluster = await openCluster({ kubeconfig, namespace: undefined })
  return {
    cluster,
    namespace_id: await cluster.namespaceId(),
    owner: await cluster.owner(owner_name)
  }
}

const makeDriver = (
  opened: Opened,
  options: DriverOptions,
  more: Partial<KubernetesDriverOptions>
): Driver =>
  createKubernetesDriver({
    ...options,
    ...opened,
    log: createLog({ level: process.env['TEST_LOG'] ?? 'silent', role: 'kubernetes' }),
    installation: 'test',
    image,
    environment: {},
    shared_limits: { cpu_millis: 1_000, memory_mb: 256, pids_max: 64, log_mb: 4 },
    node_selector: {},
    tolerations: [],
    pull_secrets: [],
    spread: ['kubernetes.io/hostname'],
    stop_seconds: 3,
    node_wait_ms: 300,
    start_ms_max: 20_000,
    ...more
  })

const node = (name: string): Made => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels: { 'kubernetes.io/hostname': name } },
  spec: {},
  status: {
    allocatable: { cpu: '4', memory: '4Gi', pods: '110' },
    conditions: [{ type: 'Ready', status: 'True' }]
  }
})

const fill = (store: Store): void => {
  store.create('namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })
  store.create('statefulsets', {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: owner_name, namespace },
    spec: {
      serviceName: owner_name,
      selector: {},
      template: { metadata: {}, spec: { containers: [] } }
    }
  })
  for (const name of ['node-1', 'node-2']) store.create('nodes', node(name))
}

/** Every address of 127.0.0.0/8 is this machine's: each pod gets one of its own, and each cluster a net of them. */
const addresses = (): (() => string) => {
  const part = (): number => 64 + Math.floor(Math.random() * 180)
  const net = `127.${part()}.${part()}`
  let last = 0
  return () => {
    last++
    return `${net}.${last}`
  }
}

const kubeconfigOf = (port: number, token: string): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'test',
    clusters: [
      {
        name: 'test',
        cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true }
      }
    ],
    users: [{ name: 'orchestrator', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'orchestrator', namespace } }]
  })

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Refusal, refusalOf, usedOf } from './admission.ts'
import type { Made, Store } from './store.ts'

/** What a role allows, as its rules stand in the Helm chart. */
export type Rule = {
  apiGroups: string[]
  resources: string[]
  resourceNames?: string[]
  verbs: string[]
}

export type ApiServerOptions = {
  store: Store
  namespace: string
  token: string
  rules(): Rule[]
  /** The end of what a pod has logged; null: its container has not begun. */
  logOf(pod: string): string | null
}

type Asked = {
  verb: string
  group: string
  resource: string
  name: string | undefined
  sub: string | undefined
  query: URLSearchParams
}

const paths =
  /^\/(?:api|apis\/([^/]+))\/v1(?:\/namespaces\/([^/]+))?\/([a-z]+)(?:\/([^/]+))?(?:\/([a-z]+))?$/

const list_kinds: Record<string, string> = {
  pods: 'PodList',
  nodes: 'NodeList',
  resourcequotas: 'ResourceQuotaList'
}

const status = ({ status: code, reason, message }: Refusal): object => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message,
  reason,
  code
})

const notFound = (resource: string, name: string): Refusal => ({
  status: 404,
  reason: 'NotFound',
  message: `${resource} "${name}" not found`
})

/** As much of the API server of a cluster as workers need: its wire format, its refusals, and what it forgets. */
export const createApiServer = (options: ApiServerOptions): Server =>
  createServer((request, response) => {
    answer(options, request, response).catch((error: Error) =>
      send(response, 500, status({ status: 500, reason: 'InternalError', message: error.message }))
    )
  })

const send = (response: ServerResponse, code: number, value: object | string): void => {
  const text = typeof value === 'string'
  response.writeHead(code, { 'content-type': text ? 'text/plain' : 'application/json' })
  response.end(text ? value : JSON.stringify(value))
}

const answer = async (
  options: ApiServerOptions,
  request: IncomingMessage,
  response: ServerResponse
): Promise<void> => {
  const refuse = (refusal: Refusal): void => send(response, refusal.status, status(refusal))
  if (request.headers.authorization !== `Bearer ${options.token}`)
    return refuse({ status: 401, reason: 'Unauthorized', message: 'Unauthorized' })
  const asked = read(request)
  if (!asked) return refuse({ status: 404, reason: 'NotFound', message: 'the path is not served' })
  const forbidden = forbiddenBy(options, asked)
  if (forbidden) return refuse(forbidden)
  const { store } = options
  const { resource, name, verb } = asked
  if (verb === 'watch') return watch(store, asked, response)
  if (verb === 'list') return send(response, 200, listOf(store, asked))
  if (verb === 'create') {
    const object = JSON.parse(Buffer.concat(await request.toArray()).toString())
    const refusal = await refusalOf(store, resource, options.namespace, object)
    if (refusal) return refuse(refusal)
    object.metadata.namespace = options.namespace
    if (resource === 'pods') object.status = { phase: 'Pending', qosClass: 'Burstable' }
    return send(response, 201, store.create(resource, object))
  }
  const found = store.get(resource, name ?? '')
  if (!found) return refuse(notFound(resource, name ?? ''))
  if (asked.sub === 'log') {
    const text = options.logOf(name ?? '')
    if (text !== null) return send(response, 200, tail(text, Number(asked.query.get('tailLines'))))
    const message = `container "worker" in pod "${name}" is waiting to start`
    return refuse({ status: 400, reason: 'BadRequest', message })
  }
  if (verb === 'delete') return send(response, 200, deletePod(store, found, asked.query))
  send(response, 200, found)
}

const read = (request: IncomingMessage): Asked | null => {
  const url = new URL(request.url ?? '/', 'http://api')
  const [path, group = '', namespace, resource, name, sub] = paths.exec(url.pathname) ?? []
  if (path === undefined || resource === undefined) {
    const own = /^\/api\/v1\/namespaces\/([^/]+)$/.exec(url.pathname)
    if (!own || request.method !== 'GET') return null
    return {
      verb: 'get',
      group: '',
      resource: 'namespaces',
      name: own[1],
      sub: undefined,
      query: url.searchParams
    }
  }
  if (namespace === undefined && resource === 'namespaces')
    return { verb: 'get', group, resource, name, sub, query: url.searchParams }
  const is_watch = url.searchParams.get('watch') === 'true'
  const verb =
    request.method === 'POST'
      ? 'create'
      : request.method === 'DELETE' && name
        ? 'delete'
        : request.method !== 'GET'
          ? null
          : name
            ? 'get'
            : is_watch
              ? 'watch'
              : 'list'
  return verb && { verb, group, resource, name, sub, query: url.searchParams }
}

const forbiddenBy = (options: ApiServerOptions, asked: Asked): Refusal | null => {
  const resource = asked.sub ? `${asked.resource}/${asked.sub}` : asked.resource
  const allowed = options
    .rules()
    .some(
      (rule) =>
        rule.apiGroups.includes(asked.group) &&
        rule.resources.includes(resource) &&
        rule.verbs.includes(asked.verb) &&
        (!rule.resourceNames || rule.resourceNames.includes(asked.name ?? ''))
    )
  if (allowed) return null
  const user = `system:serviceaccount:${options.namespace}:workers`
  const message = `${resource} is forbidden: User "${user}" cannot ${asked.verb} resource "${resource}" in API group "${asked.group}" in the namespace "${options.namespace}"`
  return { status: 403, reason: 'Forbidden', message }
}

/** Objects that bear all labels of `labelSelector`, which here is of the form name=value. */
const chosen = (object: Made, query: URLSearchParams): boolean =>
  (query.get('labelSelector') ?? '')
    .split(',')
    .filter(Boolean)
    .every((part) => {
      const [name = '', value] = part.split('=')
      return object.metadata.labels?.[name] === value
    })

const listOf = (store: Store, { resource, query }: Asked): object => {
  const items = store.list(resource).filter((one) => chosen(one, query))
  if (resource === 'resourcequotas')
    for (const quota of items)
      quota.status = {
        hard: quota.spec.hard,
        used: Object.fromEntries(
          Object.keys(quota.spec.hard).map((what) => [what, String(usedOf(store, what))])
        )
      }
  return {
    kind: list_kinds[resource],
    apiVersion: 'v1',
    metadata: { resourceVersion: String(store.version()) },
    // Objects in a list do not say what they are.
    items: items.map(({ kind: _kind, apiVersion: _version, ...one }) => one)
  }
}

const watch = (store: Store, { resource, query }: Asked, response: ServerResponse): void => {
  const after = Number(query.get('resourceVersion') ?? '0')
  const tell = (event: object): void => void response.write(`${JSON.stringify(event)}\n`)
  const begin = (): void => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.flushHeaders()
  }
  const early: object[] = []
  let open = false
  const stop = store.follow(resource, after, ({ type, object }) => {
    if (!chosen(object, query)) return
    if (open) tell({ type, object })
    else early.push({ type, object })
  })
  begin()
  open = true
  if (!stop) {
    const message = `too old resource version: ${after} (${store.version()})`
    tell({ type: 'ERROR', object: status({ status: 410, reason: 'Expired', message }) })
    response.end()
    return
  }
  early.forEach(tell)
  response.on('close', stop)
}

const tail = (text: string, lines: number): string =>
  lines > 0 ? text.trimEnd().split('\n').slice(-lines).join('\n') : text

/** A pod that no node has goes at once, another one when its node has ended it; what was asked for before is only shortened. */
const deletePod = (store: Store, pod: Made, query: URLSearchParams): Made => {
  const { name } = pod.metadata
  const asked = query.get('gracePeriodSeconds')
  const grace = asked === null ? pod.spec.terminationGracePeriodSeconds : Number(asked)
  if (!pod.spec.nodeName || grace === 0) {
    store.remove('pods', name)
    return pod
  }
  if ((pod.metadata.deletionGracePeriodSeconds ?? Number.POSITIVE_INFINITY) > grace)
    store.update('pods', name, ({ metadata }) => {
      metadata.deletionTimestamp = new Date(Date.now() + grace * 1000).toISOString()
      metadata.deletionGracePeriodSeconds = grace
    })
  return store.get('pods', name) ?? pod
}

import { z } from 'zod'
import { whole } from './fields.ts'

const name = '[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?'
const label = '([a-z0-9.-]{1,253}/)?[A-Za-z0-9][-A-Za-z0-9_.]{0,62}'
const value = '[A-Za-z0-9]?[-A-Za-z0-9_.]{0,62}'
const effect = 'NoSchedule|PreferNoSchedule|NoExecute'

/** A list with commas between, of which each part has this form. */
const list = (form: string, message: string) => {
  const part = new RegExp(`^${form}$`)
  return z.string().refine((text) => text.split(',').every((one) => part.test(one.trim())), message)
}

/** Workers as pods of a cluster. */
export const kubernetes_settings = {
  KUBERNETES_KUBECONFIG: z
    .string()
    .min(1)
    .optional()
    .describe(
      'With DRIVER=kubernetes: kubeconfig file of the cluster. Unset: the service account of the pod in which the orchestrator runs.'
    ),
  KUBERNETES_NAMESPACE: z
    .string()
    .regex(new RegExp(`^${name}$`), 'must be the name of a namespace')
    .optional()
    .describe(
      'Namespace in which workers run. Unset: that of the service account or of the kubeconfig.'
    ),
  KUBERNETES_OWNER: z
    .string()
    .regex(new RegExp(`^${name}$`), 'must be the name of a StatefulSet')
    .optional()
    .describe(
      'StatefulSet of this namespace with which all workers are deleted; the Helm chart names its own. Unset: workers belong to nothing.'
    ),
  KUBERNETES_NODE_SELECTOR: list(`${label}=${value}`, 'must be labels of nodes, such as pool=wa')
    .optional()
    .describe('Labels of nodes on which workers may run, with commas between: pool=wa,disk=ssd.'),
  KUBERNETES_TOLERATIONS: list(
    `${label}(=${value})?(:(${effect}))?`,
    'must be taints that workers tolerate, such as pool=wa:NoSchedule'
  )
    .optional()
    .describe(
      'Taints of nodes that workers tolerate, with commas between: pool=wa:NoSchedule,spot. Without a value any value, without an effect any effect.'
    ),
  KUBERNETES_PULL_SECRETS: list(name, 'must be names of secrets')
    .optional()
    .describe('Secrets with which nodes pull WORKER_IMAGE, with commas between.'),
  KUBERNETES_SPREAD: list(label, 'must be names of labels of nodes')
    .default('topology.kubernetes.io/zone,kubernetes.io/hostname')
    .describe(
      'Labels of nodes over the values of which workers are spread evenly where there is room, with commas between.'
    ),
  KUBERNETES_NODE_WAIT_SECONDS: whole(10).describe(
    'Seconds that a worker waits for a node with room for it. With an autoscaler of nodes as long as a new node takes, such as 300.'
  )
}

type Toleration = { key: string; operator: string; value?: string; effect?: string }

export const tolerationOf = (text: string): Toleration => {
  const [taint = '', of] = text.split(':')
  const [key = '', wanted] = taint.split('=')
  return {
    key,
    ...(wanted === undefined ? { operator: 'Exists' } : { operator: 'Equal', value: wanted }),
    ...(of !== undefined && { effect: of })
  }
}

/** name=value as a record. */
export const labelsOf = (parts: string[]): Record<string, string> =>
  Object.fromEntries(parts.map((part) => part.split('=', 2) as [string, string]))

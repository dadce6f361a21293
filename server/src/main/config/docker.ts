import { join, resolve } from 'node:path'
import { z } from 'zod'
import { whole } from './fields.ts'

const digest = /^([a-z0-9][\w./:-]*@)?sha256:[0-9a-f]{64}$/
const volume = /^[a-zA-Z0-9][\w.-]*:\/[\w./-]+$/
const constraint = /^(node|engine)\.[\w.-]{1,100}(==|!=)[\w.-]{1,100}$/
const spread = /^(node|engine)\.labels\.[\w.-]{1,100}$/
const subnet = /^\d{1,3}(\.\d{1,3}){3}\/(8|9|1\d|2[0-4])$/

/** A list with commas between, of which each part has this form. */
const list = (form: RegExp, message: string) =>
  z.string().refine((text) => text.split(',').every((part) => form.test(part.trim())), message)

/** Workers in containers: what orchestrator and docker-gate have to agree on. */
export const docker_settings = {
  DOCKER_INSTALLATION: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and dashes, at most 40')
    .default('whatsapp-saas')
    .describe(
      'Name of this installation in the engine, or in the namespace of a cluster: containers, networks and pods carry it, and no others are touched. Two installations on one machine or in one namespace need two names.'
    ),
  DOCKER_SOCKET: z
    .string()
    .min(1)
    .default('/var/run/docker.sock')
    .describe('Socket of the Docker engine. Only docker-gate opens it.'),
  DOCKER_GATE_SOCKET: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Unix socket of docker-gate, through which the orchestrator reaches the engine. Unset: docker-gate.sock in DATA_DIR.'
    ),
  DOCKER_GATE_GROUP: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe(
      'Group, by number, whose members may use the socket of docker-gate. Unset: only the user that runs docker-gate.'
    ),
  WORKER_IMAGE: list(digest, 'must be an image by its digest: sha256:… or name@sha256:…')
    .optional()
    .describe(
      'Image of workers in containers and pods, by digest; `npm run image` prints it. Of several with commas between them the orchestrator starts the first, and docker-gate allows all.'
    ),
  WORKER_SUBNETS: z
    .string()
    .regex(subnet, 'must be an IPv4 network between /8 and /24, such as 10.213.0.0/16')
    .default('10.213.0.0/16')
    .describe(
      'Addresses of workers in containers. Shared workers, the workers of each customer and each worker of one session have a network of 125 addresses out of it.'
    ),
  WORKER_VOLUMES: list(volume, 'must be volumes and paths: name:/path')
    .optional()
    .describe(
      'Named volumes that each worker in a container can read, with commas between them: name:/path. For the sockets of files (MEDIA_SOCKET) and of the database.'
    ),
  SWARM_CONSTRAINTS: list(constraint, 'must be constraints such as node.labels.workers==yes')
    .optional()
    .describe(
      'With DRIVER=swarm: what nodes for workers have to fulfil, with commas between: node.labels.workers==yes,node.role!=manager. docker-gate and the orchestrator need the same.'
    ),
  SWARM_SPREAD: z
    .string()
    .regex(spread, 'must be a label of nodes, such as node.labels.zone')
    .optional()
    .describe(
      'With DRIVER=swarm: workers are spread evenly over the values of this label of the nodes first, such as node.labels.zone, and then over the nodes. Unset: over the nodes.'
    ),
  SHARED_WORKER_CPU_MILLIS: whole(1_000, 10).describe(
    'Processor time that a shared worker in a container may use, in thousandths of a core. Others have what their plan says.'
  ),
  SHARED_WORKER_MEMORY_MB: whole(1_024, 64).describe(
    'Memory of a shared worker in a container, in megabytes. One that uses more is ended and replaced.'
  )
}

/** The parts of a list with commas between. */
export const partsOf = (text: string | undefined): string[] =>
  text?.split(',').map((part) => part.trim()) ?? []

export const volumesOf = (text: string | undefined): { name: string; path: string }[] =>
  partsOf(text).map((part) => {
    const [name = '', path = ''] = part.split(':')
    return { name, path }
  })

/** Where docker-gate listens. */
export const gateSocket = (config: {
  DATA_DIR: string
  DOCKER_GATE_SOCKET?: string | undefined
}): string => resolve(config.DOCKER_GATE_SOCKET ?? join(config.DATA_DIR, 'docker-gate.sock'))

import { z } from 'zod'
import { parseTcpAddress } from '../../media/worker-access/protocol.ts'
import { driver_names } from '../../orchestrator/drivers/names.ts'
import { whole } from './fields.ts'

/** How many workers there are, and what each may hold. */
export const worker_settings = {
  DRIVER: z
    .enum(driver_names, {
      error: ({ input }) =>
        `this version has no driver ${JSON.stringify(input)}; there is: ${driver_names.join(', ')}`
    })
    .default('process')
    .describe(
      'Where workers run. process: as processes of the machine of the orchestrator. docker: each in a container of its own; swarm: each a service of a Docker Swarm, on any of its nodes; kubernetes: each a pod of a namespace. See docs/instances.md.'
    ),
  SESSIONS_PER_WORKER: whole(100).describe('Most sessions that one shared worker holds.'),
  WORKERS_MAX: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe(
      'Most workers that run at once. A quarter of them is kept for sessions that share workers, and one customer has at most half of the rest to itself; sessions beyond that share. Unset: what half of the memory holds at 200 MB each, and at most 8 for each core.'
    ),
  WARM_WORKERS: whole(1, 0).describe(
    'Shared workers with room that are kept running before anybody needs them, so that a QR code comes at once. Each takes about 150 MB.'
  ),
  UNLINKED_SESSIONS_MAX: whole(20).describe(
    'Most sessions of one customer that run without having been linked to a number.'
  ),
  MEDIA_SOCKET: z
    .string()
    .min(1)
    .refine(
      (text) => !text.startsWith('tcp:') || parseTcpAddress(text) !== null,
      'must be a path, or an address such as tcp://files.example.com:3002'
    )
    .optional()
    .describe(
      'Where workers reach the files of messages, since they can open no file themselves: a unix socket (a path of at most 107 bytes), or tcp://host:port where they run on other machines. The delivery role listens there. Unset: media.sock in DATA_DIR, or in a temporary folder where workers cannot pass to DATA_DIR.'
    ),
  LEASE_SECONDS: whole(15, 3).describe(
    'Seconds after which the sessions of a silent worker may be given to another.'
  )
}

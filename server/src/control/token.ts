import { hmacHex } from '../lib/crypto.ts'

/**
 * The token of an instance: opens its control port, and names the worker to the database (`app.worker_token`). It follows
 * from the control secret, so that a restarted orchestrator can take over workers that are still running.
 */
export const controlToken = (control_secret: Buffer, instance_id: string): string =>
  hmacHex(control_secret, instance_id)

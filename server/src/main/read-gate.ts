import { gate_meters } from '../docker-gate/meters.ts'
import { gate_counts_path } from '../domain/gate-meters.ts'
import type { Source } from '../lib/exposition.ts'
import { createMeters, type Reading } from '../lib/meters.ts'
import { openGate } from '../orchestrator/drivers/docker/gate.ts'
import type { Config } from './config/config.ts'
import { gateSocket } from './config/docker.ts'

/**
 * What docker-gate has counted, as the orchestrator that leads tells it: the gate listens to nobody but at its own socket, so
 * that no program of the network reaches the process that has the engine.
 */
export const readGate = (
  config: Pick<Config, 'DRIVER' | 'DATA_DIR' | 'DOCKER_GATE_SOCKET'>,
  leading: () => boolean
): { read: Source; close(): Promise<void> } => {
  if (config.DRIVER !== 'docker' && config.DRIVER !== 'swarm')
    return { read: () => [], close: async () => undefined }
  const gate = openGate(gateSocket(config))
  return {
    read: async () => {
      if (!leading()) return []
      const meters = createMeters(gate_meters)
      // Names and labels of its table, and no others, whatever answers there.
      meters.add(await gate.read<Reading[]>(gate_counts_path))
      return meters.read()
    },
    close: gate.close
  }
}

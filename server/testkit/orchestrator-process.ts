import { readFileSync } from 'node:fs'
import type { OrchestratorBedOptions } from './orchestrator-fixture.ts'
import { orchestratorOf } from './orchestrator-fixture.ts'

// An orchestrator as a process of its own, for the tests that kill one. Its options come as JSON on standard input.
const options = JSON.parse(readFileSync(0, 'utf8')) as OrchestratorBedOptions
const orchestrator = orchestratorOf(options)
process.on('SIGTERM', async () => {
  await orchestrator.stop({ stop_workers: 'unless_handed_over' })
  process.exit(0)
})

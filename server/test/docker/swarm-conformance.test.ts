import { test } from 'node:test'
import { left_out, testImage, with_docker } from '../../testkit/docker.ts'
import { swarmBed } from '../../testkit/swarm.ts'
import { driverConformance } from '../conformance/driver.ts'

if (with_docker) {
  driverConformance('swarm', async (t) => {
    const bed = await swarmBed(t, await testImage('driver-worker'))
    return {
      create: (options) => bed.driver(options),
      createSmall: (options) => bed.driver(options, { last: bed.first })
    }
  })
} else test.skip(`driver swarm: ${left_out}`)

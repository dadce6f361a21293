import { test } from 'node:test'
import { dockerBed, left_out, testImage, with_docker } from '../../testkit/docker.ts'
import { driverConformance } from '../conformance/driver.ts'

if (with_docker) {
  driverConformance('docker', async (t) => {
    const bed = await dockerBed(t, await testImage('driver-worker'))
    return {
      create: (options) => bed.driver(options),
      createSmall: (options) => bed.driver(options, { last: bed.first })
    }
  })
} else test.skip(`driver docker: ${left_out}`)

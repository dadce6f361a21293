import { startCluster } from '../../testkit/kubernetes/cluster.ts'
import { driverConformance } from './driver.ts'

// Against an API server of the tests: docs/kubernetes.md says what that shows and what it does not.
driverConformance('kubernetes', async (t) => {
  const cluster = await startCluster(t)
  return {
    create: (options) => cluster.driver(options),
    createSmall: (options) => {
      cluster.setQuota({ pods: '1' })
      return cluster.driver(options)
    }
  }
})

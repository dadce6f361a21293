import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError, readConfig } from '../../src/main/config/config.ts'
import { partsOf } from '../../src/main/config/docker.ts'
import { labelsOf, tolerationOf } from '../../src/main/config/kubernetes.ts'
import { parseTcpAddress } from '../../src/media/worker-access/protocol.ts'

test('settings of workers in pods are read as Kubernetes writes them, and refused by their names', () => {
  const config = readConfig({
    DRIVER: 'kubernetes',
    KUBERNETES_NODE_SELECTOR: 'pool=wa, topology.kubernetes.io/zone=a',
    KUBERNETES_TOLERATIONS: 'pool=wa:NoSchedule,spot,wa:NoExecute',
    MEDIA_SOCKET: 'tcp://files.example.com:3002'
  })
  assert.deepEqual(labelsOf(partsOf(config.KUBERNETES_NODE_SELECTOR)), {
    pool: 'wa',
    'topology.kubernetes.io/zone': 'a'
  })
  assert.deepEqual(partsOf(config.KUBERNETES_TOLERATIONS).map(tolerationOf), [
    { key: 'pool', operator: 'Equal', value: 'wa', effect: 'NoSchedule' },
    { key: 'spot', operator: 'Exists' },
    { key: 'wa', operator: 'Exists', effect: 'NoExecute' }
  ])
  const wrong: [name: string, value: string][] = [
    ['KUBERNETES_NAMESPACE', 'No_Namespace'],
    ['KUBERNETES_OWNER', 'a b'],
    ['KUBERNETES_NODE_SELECTOR', 'pool'],
    ['KUBERNETES_TOLERATIONS', 'pool=wa:Never'],
    ['KUBERNETES_PULL_SECRETS', 'one,,two'],
    ['KUBERNETES_SPREAD', 'a label'],
    ['KUBERNETES_NODE_WAIT_SECONDS', '0'],
    ['MEDIA_SOCKET', 'tcp://files.example.com']
  ]
  for (const [name, value] of wrong)
    assert.throws(
      () => readConfig({ [name]: value }),
      (error: Error) => error instanceof ConfigError && error.message.includes(name),
      name
    )
})

test('an address of files is told from a path', () => {
  assert.deepEqual(parseTcpAddress('tcp://10.0.0.1:3002'), { host: '10.0.0.1', port: 3002 })
  assert.deepEqual(parseTcpAddress('tcp://[fd00::1]:3002'), { host: 'fd00::1', port: 3002 })
  for (const text of ['/run/media.sock', 'media.sock', 'tcp://host', 'tcp://:80', 'tcp://a/b:1'])
    assert.equal(parseTcpAddress(text), null, text)
})

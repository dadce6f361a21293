import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../../src/main/config/config.ts'

test('a driver that this version does not have is refused at the start, with those that it has', () => {
  assert.equal(readConfig({}).DRIVER, 'process')
  assert.throws(
    () => readConfig({ DRIVER: 'nomad' }),
    /DRIVER: this version has no driver "nomad"; there is: process, docker, swarm, kubernetes/
  )
})

test('images, volumes and networks of workers in containers are refused at the start when they cannot be meant', () => {
  const digest = `sha256:${'a'.repeat(64)}`
  const good = {
    WORKER_IMAGE: `${digest}, registry.example.com:5000/whatsapp-saas@${digest}`,
    WORKER_VOLUMES: 'sockets:/run/sockets,files:/run/files',
    WORKER_SUBNETS: '10.50.0.0/20',
    DOCKER_INSTALLATION: 'first-of-two'
  }
  assert.equal(readConfig(good).WORKER_SUBNETS, '10.50.0.0/20')
  for (const [name, value] of [
    ['WORKER_IMAGE', 'whatsapp-saas:0.1.0'],
    ['WORKER_IMAGE', `${digest},latest`],
    ['WORKER_VOLUMES', '/var/run/docker.sock:/var/run/docker.sock'],
    ['WORKER_VOLUMES', 'sockets'],
    ['WORKER_SUBNETS', '10.50.0.0/25'],
    ['WORKER_SUBNETS', '10.50.0.0'],
    ['DOCKER_INSTALLATION', 'Two Words']
  ] as const)
    assert.throws(() => readConfig({ ...good, [name]: value }), new RegExp(`${name}: must be`))
})

import {
  installation_label,
  network_prefix_bits,
  networkName,
  placement_label
} from '../../../domain/worker-container.ts'
import { NoRoomError } from '../contract.ts'
import type { ListedNetwork } from './engine.ts'
import { EngineError } from './gate.ts'

/** What is asked of whatever makes the networks. */
export type NetworkCalls = {
  networks(): Promise<ListedNetwork[]>
  createNetwork(body: object): Promise<void>
  removeNetwork(name: string): Promise<void>
}

/** Of one engine, where workers of the same network do not reach each other; or across the nodes of a swarm. */
export const network_kinds = {
  engine: { Driver: 'bridge', Options: { 'com.docker.network.bridge.enable_icc': 'false' } },
  swarm: { Driver: 'overlay' }
}

/** The networks of workers: one for each placement, without a way to any other. */
export type Networks = {
  /** Makes the network of a placement if there is none, and gives its name. */
  ensure(placement: string): Promise<string>
  /** Removes those in which nobody is. One that is being used at that moment stays. */
  removeUnused(used: Set<string>): Promise<void>
}

const conflict = 409
const refused = 403

export const createNetworks = (
  engine: NetworkCalls,
  { installation, subnets }: { installation: string; subnets: string },
  kind: keyof typeof network_kinds = 'engine'
): Networks => {
  /** Subnets that the engine has refused, because something else of the machine has them. */
  const foreign = new Set<string>()
  let last: Promise<unknown> = Promise.resolve()

  const ensure = async (placement: string): Promise<string> => {
    const name = networkName(installation, placement)
    const networks = await engine.networks()
    if (networks.some((one) => one.Name === name)) return name
    if (kind === 'swarm') return ensureInSwarm(engine, networkBody(installation, placement, name))
    const taken = new Set(
      networks.flatMap((one) => one.IPAM.Config?.map((config) => config.Subnet) ?? [])
    )
    for (const subnet of subnetsOf(subnets)) {
      if (taken.has(subnet) || foreign.has(subnet)) continue
      try {
        await engine.createNetwork({
          ...network_kinds.engine,
          ...networkBody(installation, placement, name),
          IPAM: { Config: [{ Subnet: subnet }] }
        })
        return name
      } catch (error) {
        if (!(error instanceof EngineError)) throw error
        // Another orchestrator was faster.
        if (error.status === conflict && /already exists/.test(error.message)) return name
        if (error.status !== refused || !/overlaps/.test(error.message)) throw error
        foreign.add(subnet)
      }
    }
    throw new NoRoomError(`every network of WORKER_SUBNETS (${subnets}) is in use`)
  }

  return {
    // One after the other: two at once would choose the same subnet.
    ensure: (placement) => {
      const made = last.then(() => ensure(placement))
      last = made.catch(() => undefined)
      return made
    },
    removeUnused: async (used) => {
      for (const { Name, Labels } of await engine.networks()) {
        const placement = Labels?.[placement_label]
        if (placement === undefined || used.has(placement)) continue
        await engine.removeNetwork(Name).catch((error: unknown) => {
          // A container came in between.
          if (!(error instanceof EngineError)) throw error
        })
      }
    }
  }
}

/** A swarm gives each network addresses that none of its others has. */
const ensureInSwarm = async (
  engine: NetworkCalls,
  body: ReturnType<typeof networkBody>
): Promise<string> => {
  await engine.createNetwork({ ...network_kinds.swarm, ...body }).catch((error: unknown) => {
    // Another orchestrator was faster.
    if (!(error instanceof EngineError && /already exists/.test(error.message))) throw error
  })
  return body.Name
}

const networkBody = (installation: string, placement: string, name: string) => ({
  Name: name,
  CheckDuplicate: true,
  Labels: { [installation_label]: installation, [placement_label]: placement }
})

/** The parts of a network, such as 10.213.0.0/25 and 10.213.0.128/25 of 10.213.0.0/24. */
const subnetsOf = function* (whole: string): Generator<string> {
  const [address = '', bits = ''] = whole.split('/')
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const size = 2 ** (32 - Number(bits))
  const first = Math.floor(number / size) * size
  const step = 2 ** (32 - network_prefix_bits)
  for (let at = first; at < first + size; at += step) {
    const parts = [24, 16, 8, 0].map((shift) => Math.floor(at / 2 ** shift) % 256)
    yield `${parts.join('.')}/${network_prefix_bits}`
  }
}

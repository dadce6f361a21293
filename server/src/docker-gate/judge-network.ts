import { BlockList, isIPv4 } from 'node:net'
import { z } from 'zod'
import {
  installation_label,
  network_prefix_bits,
  networkName,
  placement,
  placement_label
} from '../domain/worker-container.ts'
import { inWords, type Judgement } from './judge-container.ts'
import type { GatePolicy } from './policy.ts'
import { withoutEmpty } from './without-empty.ts'

const ofOneEngine = (policy: GatePolicy) => ({
  Driver: z.literal('bridge'),
  // Not even two workers of the same network reach each other.
  Options: z.strictObject({ 'com.docker.network.bridge.enable_icc': z.literal('false') }),
  IPAM: z.strictObject({
    Config: z.tuple([
      z.strictObject({
        Subnet: z.string().refine((subnet) => isPartOf(subnet, policy.subnets), {
          error: `must be a /${network_prefix_bits} of ${policy.subnets}`
        })
      })
    ])
  })
})
/** A swarm chooses the addresses itself. */
const of_swarm = { Driver: z.literal('overlay') }

const networkSchema = (policy: GatePolicy, kind: z.ZodRawShape) =>
  z
    .strictObject({
      Name: z.string(),
      CheckDuplicate: z.literal(true),
      ...kind,
      Labels: z.strictObject({
        [installation_label]: z.literal(policy.installation),
        [placement_label]: z.string().regex(placement)
      })
    })
    .refine(
      (body) =>
        body.Name === networkName(policy.installation, String(body.Labels[placement_label])),
      { path: ['Name'], error: 'must be the name of the placement' }
    )

/** A network of workers, with a way to no other of ours, or why this is none. */
export const createNetworkJudge = (
  policy: GatePolicy,
  where: 'engine' | 'swarm' = 'engine'
): ((given: unknown) => Judgement) => {
  const schema = networkSchema(policy, where === 'engine' ? ofOneEngine(policy) : of_swarm)
  return (given) => {
    const judged = schema.safeParse(withoutEmpty(given, ['IPAM']))
    return judged.success ? { body: judged.data } : { refused: inWords(judged.error) }
  }
}

const isPartOf = (subnet: string, whole: string): boolean => {
  const [address = '', bits] = subnet.split('/')
  const [network = '', whole_bits = ''] = whole.split('/')
  if (!isIPv4(address) || bits !== String(network_prefix_bits)) return false
  const list = new BlockList()
  list.addSubnet(network, Number(whole_bits))
  return list.check(address)
}

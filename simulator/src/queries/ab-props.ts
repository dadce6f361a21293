import { says } from '../extras.ts'
import { node } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import type { World } from '../world.ts'

const HASH = 'Uv4bZ2c0'

/** Experiments by number, with the values that most accounts have; clients read a few of thousands. */
const EXPERIMENTS: [code: string, value: string][] = [
  ['10518', 'true'],
  ['9666', 'true'],
  ['14303', 'false'],
  ['865', '604800'],
  ['909', '4'],
  ['2661', '{"a":[1,2]}'],
  ['4921', '']
]

/** Events that are counted for only some of the times they happen. */
const SAMPLINGS: [event: string, weight: string][] = [
  ['5138', '-1'],
  ['2052', '1000']
]

/** The account's experiments. Who knows the hash already gets no list again. */
export const abProps = (world: World, known_hash: string | undefined): BinaryNode => {
  const unchanged = known_hash === HASH
  const attributes = says(world, 'props_hash') && {
    ab_key: 'sim-1',
    hash: HASH,
    refresh: '86400',
    refresh_id: '8',
    delta_update: String(unchanged)
  }
  const list = says(world, 'props_list') && !unchanged ? listed() : []
  return node('props', { protocol: '1', ...attributes }, list)
}

const listed = (): BinaryNode[] => [
  ...EXPERIMENTS.map(([config_code, config_value]) =>
    node('prop', { config_code, config_value, config_expo_key: '1' })
  ),
  ...SAMPLINGS.map(([event_code, sampling_weight]) => node('prop', { event_code, sampling_weight }))
]

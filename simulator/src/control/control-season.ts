import { type Input, oneOf, optionalFlag, optionalNumber } from '../lib/input.ts'
import { SEASONS, type Season, type SeasonName, STATUS_TAGS } from '../season.ts'
import type { World } from '../world.ts'
import type { Call } from './call.ts'
import { CODE_REFRESHES } from './control-phones.ts'

export const SEASON_CALLS: Record<string, Call> = {
  set_season: (world, input) => {
    const name = oneOf(input, 'season', Object.keys(SEASONS) as SeasonName[])
    change(world, input, { ...(name && SEASONS[name]), ...traitsOf(input) })
    return world.season
  },
  set_build_min: (world, input) =>
    change(world, input, { build_min: optionalNumber(input, 'build') ?? 0 })
}

const traitsOf = (input: Input): Partial<Season> => {
  const given: { [Name in keyof Season]: Season[Name] | undefined } = {
    build_min: optionalNumber(input, 'build_min'),
    build_now: optionalNumber(input, 'build_now'),
    code_refresh: oneOf(input, 'code_refresh', CODE_REFRESHES),
    status_tag: oneOf(input, 'status_tag', STATUS_TAGS)
  }
  const known = Object.entries(given).filter(([, value]) => value !== undefined)
  return Object.fromEntries(known) as Partial<Season>
}

/** What is new counts for who comes from now on; those who are there are hung up on where that is asked for. */
const change = (world: World, input: Input, traits: Partial<Season>): void => {
  Object.assign(world.season, traits)
  if (optionalFlag(input, 'end_connections'))
    for (const connection of world.connections) connection.drop()
}

import { EXTRAS, type Extra } from '../extras.ts'
import { InputError, optionalTexts } from '../lib/input.ts'
import type { Call } from './call.ts'

export const EXTRA_CALLS: Record<string, Call> = {
  leave_out: (world, input) => {
    const names = optionalTexts(input, 'extras') ?? []
    const unknown = names.find((name) => !Object.hasOwn(EXTRAS, name))
    if (unknown) throw new InputError(`there is no extra named ${unknown}`)
    world.left_out.clear()
    for (const name of names) world.left_out.add(name as Extra)
  },
  extras: (world) => ({ extras: EXTRAS, left_out: [...world.left_out] })
}

import { peopleOf } from '../groups/keys.ts'

/** Who may see a status, as it was chosen: those who are named, where somebody is to be named. */
export const audienceOf = (chosen: string, people: string) => {
  switch (chosen) {
    case 'contacts':
      return { type: chosen } as const
    case 'only':
    case 'except':
      return { type: chosen, contacts: peopleOf(people) } as const
    default:
      return { type: 'phone' } as const
  }
}

export const namesPeople = (chosen: string): boolean => chosen === 'only' || chosen === 'except'

import { type Fact, lineOf, type Word } from './facts.ts'

type Facts = ReturnType<typeof indexed>
type Rule = (fact: Fact, other: Facts) => boolean

/** Of what was promised: whether it still holds. A word that is not here promises nothing by itself. */
const still: Partial<Record<Word, Rule>> = {
  offers: (fact, now) => now.has(fact),
  has: (fact, now) => now.has(fact),
  may_have: (fact, now) => now.has(fact) || now.has({ ...fact, word: 'has' }),
  accepts: (fact, now) =>
    now.has(fact) || wider(fact.value).some((value) => now.has({ ...fact, value })),
  at_most: ({ subject, word, value }, now) =>
    now.values(subject, word).every((most) => Number(most) >= Number(value)),
  at_least: ({ subject, word, value }, now) =>
    now.values(subject, word).every((least) => Number(least) <= Number(value))
}

/** Of what is new: whether those may go on who know what was there before. */
const harmless: Partial<Record<Word, Rule>> = {
  needs: ({ subject }, kept) => !kept.knows(subject),
  is: ({ subject }, kept) => !kept.knows(subject),
  at_most: (fact, kept) =>
    !kept.knows(fact.subject) || kept.values(fact.subject, fact.word).length > 0,
  at_least: (fact, kept) =>
    !kept.knows(fact.subject) || kept.values(fact.subject, fact.word).length > 0
}

/** What takes all that this one takes. */
const wider = (value: string): string[] => {
  if (value.startsWith('"')) return ['string', 'anything']
  return value === 'integer' ? ['number', 'anything'] : ['anything']
}

/** What somebody who relies on the kept facts would notice, a sentence each. */
export const breaksOf = (kept: Fact[], now: Fact[]): string[] => {
  const [before, after] = [indexed(kept), indexed(now)]
  return [
    ...kept
      .filter((fact) => still[fact.word]?.(fact, after) === false)
      .map((fact) => `lost: ${lineOf(fact)}`),
    ...now
      .filter((fact) => !before.has(fact) && harmless[fact.word]?.(fact, before) === false)
      .map((fact) => `new: ${lineOf(fact)}`)
  ]
}

const indexed = (facts: Fact[]) => {
  const lines = new Set(facts.map(lineOf))
  const by_subject = new Map<string, Fact[]>()
  for (const fact of facts)
    by_subject.set(fact.subject, [...(by_subject.get(fact.subject) ?? []), fact])
  return {
    has: (fact: Fact): boolean => lines.has(lineOf(fact)),
    knows: (subject: string): boolean => by_subject.has(subject),
    values: (subject: string, word: Word): string[] =>
      (by_subject.get(subject) ?? []).filter((fact) => fact.word === word).map(({ value }) => value)
  }
}

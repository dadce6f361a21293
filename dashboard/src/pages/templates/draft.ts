import type { Schemas } from '../../lib/api.ts'

export type Template = Schemas['Template']
export type Variable = Schemas['TemplateVariable']
type Body = Schemas['CreateTemplate']

export type Draft = {
  name: string
  description: string
  default_language: string
  /** In the order in which they were written; the key stays when the language is changed. */
  texts: { key: number; language: string; text: string }[]
  /** As they are typed: what a number is by default is a text here. */
  variables: Record<string, Variable>
}

export const empty_draft = (language: string): Draft => ({
  name: '',
  description: '',
  default_language: language,
  texts: [{ key: 0, language, text: '' }],
  variables: {}
})

export const draftOf = (template: Template): Draft => ({
  name: template.name,
  description: template.description,
  default_language: template.default_language,
  // The one that stands for others is the first.
  texts: Object.entries(template.texts)
    .map(([language, text], key) => ({ key, language, text }))
    .sort((one, other) => rank(template, one.language) - rank(template, other.language)),
  variables: template.variables
})

const rank = ({ default_language }: Template, language: string): number =>
  language === default_language ? 0 : 1

const placeholder = /\{\{\s*([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)\s*\}\}/g

/** The variables that stand in these texts, each once. */
export const variablesIn = (texts: string[]): string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(placeholder)].map(([, name = '']) => name)))
]

/** A variable that is not declared is a text that has to be given. */
export const variableOf = (variables: Record<string, Variable>, name: string): Variable =>
  (Object.hasOwn(variables, name) ? variables[name] : undefined) ?? { type: 'text' }

/** The same variable as one of another type. What only the type before had is left out. */
export const retyped = (variable: Variable, type: Variable['type']): Variable => ({
  type,
  ...(variable.description !== undefined && { description: variable.description }),
  ...(variable.default !== undefined && { default: variable.default }),
  ...(type === 'money' && { currency: variable.currency ?? 'USD' })
})

/** What the API takes: the variables that stand in a text, each with its default in the form of its type. */
export const bodyOf = (draft: Draft): Body => ({
  name: draft.name,
  description: draft.description,
  default_language: draft.default_language,
  texts: Object.fromEntries(draft.texts.map(({ language, text }) => [language.trim(), text])),
  variables: Object.fromEntries(
    variablesIn(draft.texts.map(({ text }) => text)).map((name) => [
      name,
      withDefault(variableOf(draft.variables, name))
    ])
  ) as Body['variables']
})

const withDefault = ({ default: given, ...variable }: Variable): Variable => {
  const text = String(given ?? '').trim()
  if (text === '') return variable
  const counted = variable.type === 'number' || variable.type === 'money'
  return { ...variable, default: counted && !Number.isNaN(Number(text)) ? Number(text) : text }
}

/** The values of a form, as a preview takes them: what is empty is not given. */
export const valuesOf = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))

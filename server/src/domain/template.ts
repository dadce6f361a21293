import type { FieldError } from './errors.ts'
import { type TemplateVariable, valueText } from './template-value.ts'

/** What a template says: its text in each language, and what stands in for its variables. */
export type TemplateContent = {
  default_language: string
  /** By language, a BCP 47 tag. */
  texts: Record<string, string>
  variables: Record<string, TemplateVariable>
}

export type TemplateValues = Record<string, string | number>

export const variable_name = /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*$/
export const variable_name_length = 100

const placeholder = /\{\{\s*([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)\s*\}\}/g

/** The variables that stand in a text, each once. */
export const variablesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(placeholder)].map(([, name = '']) => name))
]

/** Whether braces are left in a text that name no variable: somebody has mistyped one. */
export const hasStrayBraces = (text: string): boolean =>
  /\{\{|\}\}/.test(text.replace(placeholder, ''))

/** A variable that is not declared is a text that has to be given. */
const undeclared: TemplateVariable = { type: 'text' }

/** Every variable of a template: those that are declared, and those that only stand in its texts. */
export const allVariables = ({
  texts,
  variables
}: TemplateContent): Record<string, TemplateVariable> => ({
  ...Object.fromEntries(
    Object.values(texts)
      .flatMap(variablesIn)
      .map((name) => [name, undeclared])
  ),
  ...variables
})

/** The language of a template that comes closest: the same, then without region or script, then its default. */
export const languageOf = (
  { texts, default_language }: TemplateContent,
  wanted: string | undefined
): string => {
  for (let tag = wanted; tag; tag = tag.includes('-') ? tag.replace(/-[^-]*$/, '') : undefined)
    if (Object.hasOwn(texts, tag)) return tag
  return default_language
}

export type Filled = { language: string; body: string } | { problems: FieldError[] }

/**
 * The text with a value in the place of each variable, as its language writes numbers and dates. What a value says is
 * taken as it is: braces in it stand for nothing.
 */
export const fillTemplate = (
  content: TemplateContent,
  wanted: string | undefined,
  values: TemplateValues
): Filled => {
  const language = languageOf(content, wanted)
  const text = content.texts[language] ?? ''
  const variables = allVariables(content)
  const problems: FieldError[] = Object.keys(values)
    .filter((name) => !Object.hasOwn(variables, name))
    .map((name) => ({ path: name, message: 'The template has no such variable.' }))
  const written = new Map<string, string>()
  for (const name of variablesIn(text)) {
    const variable = variables[name] ?? undeclared
    const value = Object.hasOwn(values, name) ? values[name] : variable.default
    const one =
      value === undefined ? { problem: 'Is required.' } : valueText(variable, value, language)
    if ('problem' in one) problems.push({ path: name, message: one.problem })
    else written.set(name, one.text)
  }
  if (problems.length > 0) return { problems }
  return { language, body: text.replace(placeholder, (_, name: string) => written.get(name) ?? '') }
}

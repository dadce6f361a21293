import { z } from 'zod'
import { idPattern } from '../domain/ids.ts'
import {
  allVariables,
  hasStrayBraces,
  type TemplateContent,
  variable_name,
  variable_name_length
} from '../domain/template.ts'
import { date_formats, valueText } from '../domain/template-value.ts'
import { time } from './time.ts'

const languages_max = 50
const variables_max = 100
const text_length = 65_536
const value_length = 4_096

/** A language by its BCP 47 tag, in its usual form. */
export const Language = z
  .string()
  .max(35)
  .refine((tag) => canonical(tag) !== null, 'Must be a language tag such as en, ar or pt-BR.')
  .overwrite((tag) => canonical(tag) ?? tag)
  .describe('A language by its BCP 47 tag, such as `en`, `ar` or `pt-BR`.')

const canonical = (tag: string): string | null => {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

const VariableName = z
  .string()
  .max(variable_name_length)
  .regex(variable_name, 'Must be letters, digits and _, in parts with dots between them.')

const description = z.string().max(200).optional()
const format = z
  .enum(date_formats)
  .optional()
  .describe('How long it is written; `long` if not given.')

/** What may stand in the place of a variable. */
export const Variable = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    description,
    default: z.string().max(value_length).optional(),
    max_length: z.int().min(1).max(value_length).optional()
  }),
  z.strictObject({
    type: z.literal('number'),
    description,
    default: z.number().optional(),
    decimals_max: z.int().min(0).max(15).optional().describe('3 if not given.')
  }),
  z.strictObject({
    type: z.literal('money'),
    description,
    default: z.number().optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'Must be three capital letters, such as EUR.')
      .describe('By ISO 4217.')
  }),
  z.strictObject({
    type: z.literal('date'),
    description,
    default: z.string().max(10).optional(),
    format
  }),
  z.strictObject({
    type: z.literal('datetime'),
    description,
    default: z.string().max(40).optional(),
    format,
    time_zone: z
      .string()
      .max(60)
      .refine(isTimeZone, 'Must be a time zone such as Africa/Cairo.')
      .optional()
      .describe('In which it is shown; `UTC` if not given.')
  }),
  z.strictObject({
    type: z.literal('url'),
    description,
    default: z.string().max(2_048).optional()
  })
])

export const TemplateName = z.string().trim().min(1).max(100)
export const TemplateDescription = z.string().trim().max(500)

export const TemplateTexts = z
  .record(Language, z.string().min(1).max(text_length))
  .superRefine((texts, ctx) => {
    const languages = Object.keys(texts)
    if (languages.length === 0 || languages.length > languages_max)
      ctx.addIssue({ code: 'custom', message: `Must have 1 to ${languages_max} languages.` })
    for (const [language, text] of Object.entries(texts))
      if (hasStrayBraces(text))
        ctx.addIssue({
          code: 'custom',
          path: [language],
          message: 'Has braces that are no {{variable}}: names are letters, digits, _ and dots.'
        })
  })
  .describe('The text in each language, with `{{variables}}` in it.')

export const TemplateVariables = z
  .record(VariableName, Variable)
  .superRefine((variables, ctx) => {
    if (Object.keys(variables).length > variables_max)
      ctx.addIssue({ code: 'custom', message: `At most ${variables_max} variables.` })
    for (const [name, variable] of Object.entries(variables)) {
      if (variable.default === undefined) continue
      const written = valueText(variable, variable.default, 'en')
      if ('problem' in written)
        ctx.addIssue({ code: 'custom', path: [name, 'default'], message: written.problem })
    }
  })
  .describe(
    'What may stand in the place of each variable, and what does if a call gives nothing (`default`). One without a default has to be given; one that only stands in the text is a text that has to be given.'
  )

/** A value as callers give it. */
export const TemplateValues = z
  .record(VariableName, z.union([z.string().max(value_length), z.number()]))
  .describe(
    'By name. Numbers and money as numbers (or digits in a text), dates as 2026-01-31, times in RFC 3339 form; each is written as the language does.'
  )

export const TemplateId = z.string().regex(idPattern('template'), 'Must be the id of a template.')
export const TemplateVersionNumber = z.int().min(1).max(2_147_483_647)

/** How a message names a template. */
export const TemplateUse = z.strictObject({
  id: TemplateId,
  version: TemplateVersionNumber.optional().describe('The newest one if not given.'),
  language: Language.optional().describe(
    'The closest one that the template has is taken, its default where it has none that is close.'
  ),
  variables: TemplateValues.optional(),
  preview_url: z.boolean().optional().describe('As in `text.preview_url`.')
})
export type TemplateUse = z.output<typeof TemplateUse>

/** Which template a message was made from. */
export const UsedTemplate = z.object({ id: z.string(), version: z.number(), language: z.string() })
export type UsedTemplate = z.output<typeof UsedTemplate>

const ShownVariable = z
  .object({
    type: z.enum(['text', 'number', 'money', 'date', 'datetime', 'url']),
    description,
    default: z.union([z.string(), z.number()]).optional(),
    max_length: z.number().optional(),
    decimals_max: z.number().optional(),
    currency: z.string().optional(),
    format,
    time_zone: z.string().optional()
  })
  .meta({ id: 'TemplateVariable' })

const shown = {
  version: z.number(),
  default_language: z.string(),
  texts: z.record(z.string(), z.string()),
  variables: z.record(z.string(), ShownVariable)
}

export const Template = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    ...shown,
    created_at: time,
    updated_at: time
  })
  .meta({ id: 'Template' })
export type Template = z.output<typeof Template>

export const TemplateVersion = z
  .object({ ...shown, created_at: time })
  .meta({ id: 'TemplateVersion' })
export type TemplateVersion = z.output<typeof TemplateVersion>

export const TemplateVersions = z
  .object({ data: z.array(TemplateVersion) })
  .meta({ id: 'TemplateVersions' })

/** A row with all of its variables, those that only stand in its texts too. */
export const templateView = <Row extends TemplateContent>(row: Row): Row => ({
  ...row,
  variables: allVariables(row)
})

/** Refused input; the text is shown to the caller. */
export class InputError extends Error {
  readonly status: number

  constructor(message: string, status = 400) {
    super(message)
    this.status = status
  }
}

export type Input = Record<string, unknown>

export const text = (input: Input, name: string): string => {
  const value = optionalText(input, name)
  if (value === undefined) throw new InputError(`${name} is missing`)
  return value
}

export const optionalText = (input: Input, name: string): string | undefined => {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw new InputError(`${name} must be a text`)
  return value
}

export const optionalNumber = (input: Input, name: string): number | undefined => {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    throw new InputError(`${name} must be a number of 0 or more`)
  }
  return value
}

export const optionalFlag = (input: Input, name: string): boolean | undefined => {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'boolean') throw new InputError(`${name} must be true or false`)
  return value
}

export const optionalTextRecord = (
  input: Input,
  name: string
): Record<string, string> | undefined => {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'object' || Object.values(value).some((part) => typeof part !== 'string')) {
    throw new InputError(`${name} must be an object of texts`)
  }
  return value as Record<string, string>
}

export const optionalTexts = (input: Input, name: string): string[] | undefined => {
  const value = input[name]
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value) || value.some((part) => typeof part !== 'string')) {
    throw new InputError(`${name} must be a list of texts`)
  }
  return value
}

export const oneOf = <T extends string>(
  input: Input,
  name: string,
  allowed: readonly T[]
): T | undefined => {
  const value = optionalText(input, name)
  if (value === undefined) return undefined
  if (!allowed.includes(value as T))
    throw new InputError(`${name} must be one of ${allowed.join(', ')}`)
  return value as T
}

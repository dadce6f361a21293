// Data, constraint and limit errors, and a row named twice: classes 21, 22, 23 and 54 of the SQLSTATE table.
const refusals = /^(21|22|23|54)...$/
// Transaction rollbacks, lack of resources, locks, interventions and failures of the system: 40, 53, 55, 57 and 58.
const troubles = /^(40|53|55|57|58)...$/

const codeOf = (error: unknown): string => {
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' ? code : ''
}

/** Whether it is the values that were not taken, by the database or on the way there: the same ones never will be. */
export const isRefusal = (error: unknown): error is Error =>
  error instanceof RangeError || (error instanceof Error && refusals.test(codeOf(error)))

/** Whether the database could not do it just now, whatever was asked: it is worth while to ask again. */
export const isTrouble = (error: unknown): boolean => troubles.test(codeOf(error))

import { callErrors as errorsOf } from '../../control/calls.ts'

/** What a route that makes this call documents. */
export const callErrors = errorsOf

import type { Answer } from '../../testkit/app.ts'

export const url = '/api/v1/api-keys'

export const code = (answer: Answer): string => answer.json().code

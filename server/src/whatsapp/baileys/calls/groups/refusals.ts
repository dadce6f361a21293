import type { ErrorCode } from '../../../../domain/errors.ts'
import { refusalOf } from '../ask.ts'

/** What WhatsApp answers to those who ask about a group. */
const to_readers = new Map<string, ErrorCode>([
  ['400', 'group_not_found'],
  ['404', 'group_not_found'],
  ['406', 'group_not_found'],
  ['410', 'group_not_found'],
  ['401', 'not_a_group_member'],
  ['403', 'not_a_group_member']
])

/** What it answers to those who change one, or ask for what admins alone see. */
const to_changers = new Map<string, ErrorCode>([
  ['401', 'not_a_group_admin'],
  ['403', 'not_a_group_admin'],
  ['404', 'group_not_found'],
  ['410', 'group_not_found']
])

/** Throws what a caller is told who has asked about a group. */
export const throwForReader = (error: unknown): never => {
  throw refusalOf(error, to_readers)
}

/** Throws what a caller is told who wanted to change a group. */
export const throwForChanger = (error: unknown): never => {
  throw refusalOf(error, to_changers)
}

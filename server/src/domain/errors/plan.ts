import type { ErrorTable } from './table.ts'

/** What a plan does not allow. */
export const plan_errors = {
  plan_limit_reached: {
    status: 403,
    title: 'The limit of the plan is reached',
    text: 'Delete what is no longer needed, or change to a larger plan.',
    retry: 'no'
  },
  plan_needs_operator: {
    status: 403,
    title: 'Customers cannot choose this plan themselves',
    text: 'Ask the operator of this service to change the plan.',
    retry: 'no'
  },
  plan_unknown: {
    status: 422,
    title: 'There is no such plan',
    text: 'Choose one of the plans that GET /api/v1/plans lists.',
    retry: 'no'
  },
  plan_in_use: {
    status: 409,
    title: 'The plan is in use',
    text: 'Customers are on it, or have been. Hide it with "is_public": false instead.',
    retry: 'no'
  },
  plan_code_taken: {
    status: 409,
    title: 'Another plan has this code',
    text: 'Choose another code, or change that plan.',
    retry: 'no'
  },
  plan_too_small: {
    status: 409,
    title: 'More is in use than this plan allows',
    text: 'Delete what is no longer needed first, or choose a larger plan.',
    retry: 'no'
  },
  nothing_to_cancel: {
    status: 409,
    title: 'There is nothing to cancel',
    text: 'The subscription costs nothing. DELETE /api/v1/account deletes the account.',
    retry: 'no'
  },
  subscription_limited: {
    status: 403,
    title: 'The subscription was not paid: nothing is sent',
    text: 'Pay with POST /api/v1/subscription/checkout: sending goes on at once. What comes in is kept, and webhooks are called.',
    retry: 'no'
  },
  subscription_suspended: {
    status: 403,
    title: 'The subscription was not paid: its sessions are stopped',
    text: 'Pay with POST /api/v1/subscription/checkout: the sessions that were stopped start by themselves. Everything can be read and exported.',
    retry: 'no'
  },
  quota_exceeded: {
    status: 429,
    title: 'The quota of this period is used up',
    text: 'Wait for the next period, or change to a larger plan.',
    retry: 'yes'
  }
} as const satisfies ErrorTable

import { recoverOverdue } from '../../webhooks/records/postpone.ts'
import { defineTask, no_payload } from '../task.ts'

/** Puts jobs for deliveries and backlogs whose job was given up because this program failed again and again. */
export const recoverOverdueDeliveriesTask = defineTask({
  name: 'recover_overdue_deliveries',
  payload: no_payload,
  schedule: '*/5 * * * *',
  run: async ({ db, log }) => {
    const deliveries = await recoverOverdue(db)
    if (deliveries > 0) log.warn({ deliveries }, 'overdue deliveries put in the queue again')
  }
})

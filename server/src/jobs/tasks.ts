import type { Task } from './task.ts'
import { answerCallTask } from './tasks/answer-call.ts'
import { askProvidersTask } from './tasks/ask-providers.ts'
import { cleanUpTask } from './tasks/clean-up.ts'
import { convertMediaTask } from './tasks/convert-media.ts'
import { countMessagesTask } from './tasks/count-messages.ts'
import { deleteOldMessagesTask } from './tasks/delete-old-messages.ts'
import { deliverWebhookTask } from './tasks/deliver-webhook.ts'
import { disappearMessagesTask } from './tasks/disappear-messages.ts'
import { drainWebhookTask } from './tasks/drain-webhook.ts'
import { endOptedOutTask } from './tasks/end-opted-out.ts'
import { eraseAccountsTask } from './tasks/erase-accounts.ts'
import { expireMessagesTask } from './tasks/expire-messages.ts'
import { exportAccountTask } from './tasks/export-account.ts'
import { failEndedQueuesTask } from './tasks/fail-ended-queues.ts'
import { followSubscriptionTask } from './tasks/follow-subscription.ts'
import { issueRenewalsTask } from './tasks/issue-renewals.ts'
import { makeRefundTask } from './tasks/make-refund.ts'
import { moveSubscriptionsTask } from './tasks/move-subscriptions.ts'
import { prepareCheckoutTask } from './tasks/prepare-checkout.ts'
import { processMediaTask } from './tasks/process-media.ts'
import { recoverOverdueDeliveriesTask } from './tasks/recover-overdue-deliveries.ts'
import { refreshClientVersionTask } from './tasks/refresh-client-version.ts'
import { renewSubscriptionsTask } from './tasks/renew-subscriptions.ts'
import { replayWebhookTask } from './tasks/replay-webhook.ts'
import { returnQuotasTask } from './tasks/return-quotas.ts'
import { sendMailsTask } from './tasks/send-mails.ts'
import { settleMediaTask } from './tasks/settle-media.ts'
import { settlePaymentTask } from './tasks/settle-payment.ts'
import { sweepMediaTask } from './tasks/sweep-media.ts'
import { watchQuotasTask } from './tasks/watch-quotas.ts'

/** Everything that is done in the background. */
export const tasks: Task[] = [
  deliverWebhookTask,
  drainWebhookTask,
  replayWebhookTask,
  recoverOverdueDeliveriesTask,
  expireMessagesTask,
  disappearMessagesTask,
  failEndedQueuesTask,
  endOptedOutTask,
  answerCallTask,
  cleanUpTask,
  renewSubscriptionsTask,
  moveSubscriptionsTask,
  issueRenewalsTask,
  followSubscriptionTask,
  watchQuotasTask,
  returnQuotasTask,
  refreshClientVersionTask,
  processMediaTask,
  convertMediaTask,
  settleMediaTask,
  sweepMediaTask,
  sendMailsTask,
  countMessagesTask,
  deleteOldMessagesTask,
  eraseAccountsTask,
  exportAccountTask,
  prepareCheckoutTask,
  settlePaymentTask,
  askProvidersTask,
  makeRefundTask
]

import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import type { Delivery, Message, Schemas, Session } from '../lib/api.ts'

type Look = [color: string, label: MessageDescriptor]

const of_session: Record<Session['status'], Look> = {
  created: ['gray', msg`Not started`],
  starting: ['blue', msg`Starting`],
  qr: ['orange', msg`Waiting for the scan`],
  passkey_required: ['orange', msg`Waiting for the passkey`],
  connected: ['leaf', msg`Connected`],
  reconnecting: ['yellow', msg`Reconnecting`],
  stopped: ['gray', msg`Stopped`],
  logged_out: ['red', msg`Logged out`],
  failed: ['red', msg`Failed`]
}
const of_message: Record<Message['status'], Look> = {
  queued: ['blue', msg`Queued`],
  sent: ['teal', msg`Sent`],
  delivered: ['leaf', msg`Delivered`],
  read: ['leaf', msg`Read`],
  failed: ['red', msg`Failed`],
  canceled: ['gray', msg`Canceled`],
  received: ['violet', msg`Received`],
  undecryptable: ['orange', msg`Not readable`]
}
const of_delivery: Record<Delivery['status'], Look> = {
  pending: ['blue', msg`Pending`],
  succeeded: ['leaf', msg`Delivered`],
  failed: ['red', msg`Failed`]
}
const of_instance: Record<Schemas['Instance']['status'], Look> = {
  starting: ['blue', msg`Starting`],
  running: ['leaf', msg`Running`],
  unhealthy: ['red', msg`Not healthy`],
  draining: ['orange', msg`Draining`],
  stopped: ['gray', msg`Stopped`],
  failed: ['red', msg`Failed`]
}

const StatusBadge = ({ look: [color, label] }: { look: Look }) => {
  const { i18n } = useLingui()
  return (
    <Badge color={color} variant="dot" tt="none" fw={500} size="md">
      {i18n._(label)}
    </Badge>
  )
}

export const SessionBadge = ({ status }: { status: Session['status'] }) => (
  <StatusBadge look={of_session[status]} />
)
export const MessageBadge = ({ status }: { status: Message['status'] }) => (
  <StatusBadge look={of_message[status]} />
)
export const DeliveryBadge = ({ status }: { status: Delivery['status'] }) => (
  <StatusBadge look={of_delivery[status]} />
)
export const InstanceBadge = ({ status }: { status: Schemas['Instance']['status'] }) => (
  <StatusBadge look={of_instance[status]} />
)

/** For choices in filters. */
export const message_statuses = of_message
export const delivery_statuses = of_delivery

import { Trans } from '@lingui/react/macro'
import { Badge } from '@mantine/core'
import { MessageBadge } from '../../components/badges.tsx'
import type { Schemas } from '../../lib/api.ts'

/** How far a status has come; over is one whose time has ended or that was taken away. */
export const PostBadge = ({ status }: { status: Schemas['Status'] }) =>
  status.deleted_at === null ? (
    <MessageBadge status={status.status} />
  ) : (
    <Badge color="gray" variant="dot" tt="none" fw={500} size="md">
      <Trans>Over</Trans>
    </Badge>
  )

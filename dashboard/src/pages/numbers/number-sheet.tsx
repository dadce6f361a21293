import { Trans, useLingui } from '@lingui/react/macro'
import { Divider, Stack, Title } from '@mantine/core'
import { SessionBadge } from '../../components/badges.tsx'
import { CopyId } from '../../components/copy.tsx'
import { Facts } from '../../components/facts.tsx'
import { GuardedFields } from '../../components/guarded.tsx'
import { Phone } from '../../components/phone.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { When } from '../../components/when.tsx'
import type { Session } from '../../lib/api.ts'
import { NumberLimits } from './number-limits.tsx'
import { NumberSettings } from './number-settings.tsx'
import { NumberUptime } from './number-uptime.tsx'

export const NumberSheet = (props: { session: Session; onClose: () => void }) => {
  const { t } = useLingui()
  const { session } = props
  return (
    <Sheet title={<bdi>{session.session_name}</bdi>} onClose={props.onClose}>
      <Stack gap="lg">
        <Facts
          of={[
            [t`Id`, <CopyId key="id" id={session.id} />],
            [t`State`, <SessionBadge key="state" status={session.status} />],
            [t`Number`, session.phone_number && <Phone number={session.phone_number} />],
            [t`Name in WhatsApp`, session.push_name && <bdi>{session.push_name}</bdi>],
            [t`Linked`, session.linked_at && <When at={session.linked_at} />],
            [t`Last heard of`, session.last_heard_at && <When at={session.last_heard_at} />]
          ]}
        />
        <Divider />
        <Title order={3} size="h5">
          <Trans>Uptime of the last 14 days</Trans>
        </Title>
        <NumberUptime id={session.id} />
        <Divider />
        <Title order={3} size="h5">
          <Trans>Limits of WhatsApp</Trans>
        </Title>
        <NumberLimits id={session.id} />
        <Divider />
        <Title order={3} size="h5">
          <Trans>Settings</Trans>
        </Title>
        <GuardedFields needs="sessions:write">
          <NumberSettings key={session.updated_at} session={session} />
        </GuardedFields>
      </Stack>
    </Sheet>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor } from '@mantine/core'
import { PageHeader } from '../../components/page-header.tsx'
import { PlaceTabs } from '../../components/place-tabs.tsx'
import { useSearchParams } from '../../lib/search.ts'
import { EventStream } from './event-stream.tsx'
import { IncomingWebhooks } from './incoming.tsx'
import { Keys } from './keys.tsx'
import { Webhooks } from './webhooks.tsx'

export const Page = () => {
  const { t } = useLingui()
  const [search, change] = useSearchParams()
  return (
    <>
      <PageHeader
        title={t`Developers`}
        says={
          <Trans>
            Keys, webhooks and events. Every call is in the{' '}
            <Anchor href="/api-docs">documentation</Anchor>.
          </Trans>
        }
      />
      <PlaceTabs
        open={search['tab']}
        onOpen={(tab) => change({ tab, webhook: null, delivery: null, key: null, incoming: null })}
        tabs={[
          { value: 'keys', label: t`API keys`, show: () => <Keys /> },
          { value: 'webhooks', label: t`Webhooks`, show: () => <Webhooks /> },
          { value: 'incoming', label: t`Incoming webhooks`, show: () => <IncomingWebhooks /> },
          { value: 'events', label: t`Events`, show: () => <EventStream /> }
        ]}
      />
    </>
  )
}

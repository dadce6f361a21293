import { Trans, useLingui } from '@lingui/react/macro'
import { SimpleGrid, Stack } from '@mantine/core'
import { Loaded } from '../../components/loaded.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { ByNumber } from './by-number.tsx'
import { ByWebhook } from './by-webhook.tsx'
import { ExportButton } from './export-button.tsx'
import { Figures } from './figures.tsx'
import { Filters } from './filters.tsx'
import { HowFar } from './how-far.tsx'
import { OverTime } from './over-time.tsx'
import { useOverview } from './queries.ts'
import { useAsked } from './use-asked.ts'
import { WhyFailed } from './why-failed.tsx'

/** What was sent and received, how far it came, and how webhooks do. */
export const Page = () => {
  const { t } = useLingui()
  const asked = useAsked()
  const overview = useOverview(asked)
  return (
    <>
      <PageHeader
        title={t`Analytics`}
        says={<Trans>What was sent and received, and how far it came.</Trans>}
      >
        <ExportButton {...asked} />
      </PageHeader>
      <Filters {...asked} />
      <Stack>
        <Loaded query={overview} height={92}>
          {(data) => <Figures overview={data} />}
        </Loaded>
        <OverTime {...asked} />
        <Loaded query={overview} height={240}>
          {(data) => (
            <SimpleGrid cols={{ base: 1, lg: 2 }}>
              <HowFar overview={data} />
              <WhyFailed overview={data} />
            </SimpleGrid>
          )}
        </Loaded>
        <ByNumber {...asked} />
        <ByWebhook {...asked} />
      </Stack>
    </>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { NotFound } from '../../components/not-found.tsx'
import { PageHeader } from '../../components/page-header.tsx'
import { PlaceTabs } from '../../components/place-tabs.tsx'
import { useSearchParams } from '../../lib/search.ts'
import { useUser } from '../../lib/use-user.ts'
import { AdminAudit } from './audit.tsx'
import { Customers } from './customers.tsx'
import { Instances } from './instances.tsx'
import { AdminInvoices } from './invoices.tsx'
import { Overview } from './overview.tsx'

/** What only the owner of the installation sees. */
export const Page = () => {
  const { t } = useLingui()
  const [search, change] = useSearchParams()
  if (useUser().role !== 'admin') return <NotFound />
  return (
    <>
      <PageHeader title={t`Installation`} says={<Trans>All customers and all workers.</Trans>} />
      <PlaceTabs
        open={search['tab']}
        onOpen={(tab) => change({ tab, email: null, log: null, invoice: null, open: null })}
        tabs={[
          { value: 'overview', label: t`Overview`, show: () => <Overview /> },
          { value: 'customers', label: t`Customers`, show: () => <Customers /> },
          { value: 'invoices', label: t`Invoices`, show: () => <AdminInvoices /> },
          { value: 'instances', label: t`Workers`, show: () => <Instances /> },
          { value: 'audit', label: t`Audit log`, show: () => <AdminAudit /> }
        ]}
      />
    </>
  )
}

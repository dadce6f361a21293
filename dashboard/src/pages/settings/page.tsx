import { useLingui } from '@lingui/react/macro'
import { PageHeader } from '../../components/page-header.tsx'
import { PlaceTabs } from '../../components/place-tabs.tsx'
import { useSearchParams } from '../../lib/search.ts'
import { Account } from './account.tsx'
import { Audit } from './audit.tsx'
import { BrandingSettings } from './branding.tsx'
import { Devices } from './devices.tsx'
import { Plan } from './plan.tsx'
import { Profile } from './profile.tsx'
import { Security } from './security.tsx'
import { Team } from './team/team.tsx'

export const Page = () => {
  const { t } = useLingui()
  const [search, change] = useSearchParams()
  return (
    <>
      <PageHeader title={t`Settings`} />
      <PlaceTabs
        open={search['tab']}
        onOpen={(tab) => change({ tab, choose: null, checkout: null, invoice: null })}
        tabs={[
          { value: 'profile', label: t`Profile`, show: () => <Profile /> },
          { value: 'security', label: t`Security`, show: () => <Security /> },
          { value: 'team', label: t`Team`, show: () => <Team /> },
          { value: 'plan', label: t`Plan and usage`, show: () => <Plan />, needs: 'billing:read' },
          {
            value: 'branding',
            label: t`Linking page`,
            show: () => <BrandingSettings />,
            needs: 'account:read'
          },
          { value: 'devices', label: t`Devices`, show: () => <Devices /> },
          { value: 'audit', label: t`Audit log`, show: () => <Audit />, needs: 'account:read' },
          { value: 'account', label: t`Your data`, show: () => <Account />, needs: 'owner' }
        ]}
      />
    </>
  )
}

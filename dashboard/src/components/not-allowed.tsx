import { Trans, useLingui } from '@lingui/react/macro'
import { PageHeader } from './page-header.tsx'

/** In the place of a page that the role of the user does not open. */
export const NotAllowed = () => {
  const { t } = useLingui()
  return (
    <PageHeader
      title={t`Your role does not include this page`}
      says={
        <Trans>
          The menu shows what it includes. An owner or an administrator of the account can give you
          another role.
        </Trans>
      }
    />
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { SimpleGrid } from '@mantine/core'
import { PasswordField } from '../../components/password-field.tsx'
import { api } from '../../lib/api.ts'
import { Passkeys } from './passkeys.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Section } from './section.tsx'

/** How the user proves who they are. */
export const Security = () => (
  <SimpleGrid cols={{ base: 1, lg: 2 }}>
    <NewPassword />
    <SecondFactor />
    <Passkeys />
  </SimpleGrid>
)

const NewPassword = () => {
  const { t } = useLingui()
  return (
    <Section
      title={<Trans>Password</Trans>}
      save={({ current_password = '', new_password = '' }) =>
        api.changePassword({ current_password, new_password })
      }
    >
      {(errors) => (
        <>
          <PasswordField
            name="current_password"
            label={t`Current password`}
            autoComplete="current-password"
            error={errors['current_password']}
          />
          <PasswordField
            name="new_password"
            label={t`New password`}
            description={t`Every other login ends.`}
            autoComplete="new-password"
            error={errors['new_password']}
          />
        </>
      )}
    </Section>
  )
}

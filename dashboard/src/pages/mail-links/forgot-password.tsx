import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { useState } from 'react'
import { public_api } from '../../lib/api.ts'
import { EmailField, EntryForm, EntryLink } from '../login/entry-form.tsx'
import { Result } from './result.tsx'

/** Has a link to a new password sent. The answer is the same whoever has registered. */
export const Page = () => {
  const { t } = useLingui()
  const [sent_to, setSentTo] = useState<string | null>(null)
  if (sent_to !== null)
    return (
      <Result
        good
        title={t`Look into your mail`}
        says={
          <Trans>
            If an account has the address <bdi dir="ltr">{sent_to}</bdi>, a link to a new password
            is on its way. It works once, within an hour.
          </Trans>
        }
        to="/login"
        action={<Trans>Back to the login</Trans>}
      >
        <Text size="sm" c="var(--quiet)">
          <Trans>
            No mail after some minutes? Look into the spam folder, or ask whoever runs this gateway:
            they can read the link out to you.
          </Trans>
        </Text>
      </Result>
    )
  return (
    <EntryForm
      title={t`A new password`}
      says={<Trans>We send a link to your e-mail address.</Trans>}
      action={<Trans>Send the link</Trans>}
      enter={async ({ email = '' }) => {
        await public_api.forgotPassword({ email })
        setSentTo(email)
      }}
      foot={
        <Text size="sm" ta="center">
          <EntryLink to="/login">
            <Trans>Back to the login</Trans>
          </EntryLink>
        </Text>
      }
    >
      {(errors) => <EmailField error={errors['email']} />}
    </EntryForm>
  )
}

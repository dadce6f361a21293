import { useLingui } from '@lingui/react/macro'
import { TextInput, type TextInputProps } from '@mantine/core'

/** The six digits of an authenticator app. */
export const CodeField = (props: TextInputProps) => {
  const { t } = useLingui()
  return (
    <TextInput
      name="code"
      label={t`Code`}
      inputMode="numeric"
      pattern="[0-9]{6}"
      maxLength={6}
      autoComplete="one-time-code"
      dir="ltr"
      required
      withAsterisk={false}
      {...props}
    />
  )
}

/** A code for when the app is lost. */
export const RecoveryCodeField = (props: TextInputProps) => {
  const { t } = useLingui()
  return (
    <TextInput
      name="recovery_code"
      label={t`Recovery code`}
      placeholder="XXXX-XXXX-XXXX-XXXX"
      maxLength={40}
      autoComplete="off"
      spellCheck={false}
      dir="ltr"
      required
      withAsterisk={false}
      {...props}
    />
  )
}

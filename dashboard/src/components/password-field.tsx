import { useLingui } from '@lingui/react/macro'
import { PasswordInput, type PasswordInputProps } from '@mantine/core'

/** A password, which can be shown while it is typed. */
export const PasswordField = (props: PasswordInputProps) => {
  const { t } = useLingui()
  return (
    <PasswordInput
      visibilityToggleButtonProps={{ 'aria-label': t`Show the password`, tabIndex: 0 }}
      required
      withAsterisk={false}
      {...props}
    />
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { Button, FileButton, Group, Input } from '@mantine/core'
import { useState } from 'react'

type Props = {
  /** As a data URL. */
  logo: string | null
  onChange: (logo: string | null) => void
  error: string | undefined
}

const bytes_max = 512 * 1024

const readAsUrl = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })

/** A picture from the own disk. The gateway draws it anew when it is saved. */
export const LogoField = ({ logo, onChange, error }: Props) => {
  const { t } = useLingui()
  const [too_large, setTooLarge] = useState(false)
  const take = async (file: File | null): Promise<void> => {
    if (!file) return
    setTooLarge(file.size > bytes_max)
    if (file.size <= bytes_max) onChange(await readAsUrl(file))
  }
  return (
    <Input.Wrapper
      label={t`Logo`}
      labelElement="div"
      description={t`A PNG, JPEG or WebP of at most 512 kB.`}
      error={too_large ? t`This file is larger than 512 kB.` : error}
    >
      <Group gap="xs" mt={4}>
        <FileButton accept="image/png,image/jpeg,image/webp" onChange={take}>
          {(props) => (
            <Button {...props} variant="default" size="xs">
              <Trans>Choose a picture</Trans>
            </Button>
          )}
        </FileButton>
        {logo && (
          <Button variant="subtle" color="red" size="xs" onClick={() => onChange(null)}>
            <Trans>Remove it</Trans>
          </Button>
        )}
      </Group>
    </Input.Wrapper>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { CopyButton } from '../../components/copy.tsx'
import { api, type Session } from '../../lib/api.ts'
import { sentenceOf } from '../../lib/problem.ts'

/** A code of eight characters that is typed into the phone, for people who cannot scan. */
export const LinkByCode = ({ session }: { session: Session }) => {
  const { t } = useLingui()
  const ask = useMutation({
    mutationFn: (phone_number: string) => api.requestPairingCode({ id: session.id, phone_number }),
    meta: { quiet: true }
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    ask.mutate(String(new FormData(event.currentTarget).get('phone_number') ?? ''))
  }
  return (
    <Stack>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            name="phone_number"
            type="tel"
            dir="ltr"
            label={t`Number of the phone`}
            description={t`With the code of its country, such as +20 100 123 4567.`}
            error={ask.error ? sentenceOf(ask.error) : undefined}
            required
            withAsterisk={false}
          />
          <Button type="submit" loading={ask.isPending}>
            <Trans>Get a code</Trans>
          </Button>
        </Stack>
      </form>
      {ask.data && (
        <Stack align="center" gap={4}>
          <Text ff="monospace" fw={700} fz={38} lts={3} dir="ltr">
            {ask.data.formatted_code}
          </Text>
          <CopyButton value={ask.data.formatted_code} />
          <Text size="sm" c="var(--quiet)" ta="center">
            <Trans>
              On the phone: Linked devices, Link a device, Link with phone number instead. Type the
              code there.
            </Trans>
          </Text>
        </Stack>
      )}
    </Stack>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { CopyButton } from '../../components/copy.tsx'
import { When } from '../../components/when.tsx'
import { api } from '../../lib/api.ts'
import { linkingAddressHere } from '../../lib/linking-address.ts'

/** A page of its own for whoever has the phone: it needs no account, works once and ends. */
export const LinkByLink = ({ id }: { id: string }) => {
  const { t } = useLingui()
  const make = useMutation({ mutationFn: () => api.createLinkToken({ id, expires_in_s: 3600 }) })
  const address = make.data && linkingAddressHere(make.data.path)
  return (
    <Stack>
      <Text size="sm">
        <Trans>
          Whoever opens the link can link their phone to this number’s session, and do nothing else.
          It works once.
        </Trans>
      </Text>
      {make.data && address ? (
        <>
          <Group gap="xs" wrap="nowrap">
            <TextInput
              flex={1}
              dir="ltr"
              value={address}
              readOnly
              aria-label={t`Link for your customer`}
            />
            <CopyButton value={address} />
          </Group>
          <Group justify="space-between">
            <Anchor href={address} target="_blank" rel="noopener noreferrer" size="sm">
              <Trans>Open the linking page</Trans>
            </Anchor>
            <Text size="sm" c="var(--quiet)">
              <Trans>
                Ends <When at={make.data.expires_at} />
              </Trans>
            </Text>
          </Group>
        </>
      ) : (
        <Button loading={make.isPending} onClick={() => make.mutate()}>
          <Trans>Make a link</Trans>
        </Button>
      )}
    </Stack>
  )
}

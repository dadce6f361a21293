import { Guarded } from '../../../components/guarded.tsx'
import '@mantine/core/styles/Radio.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Loaded } from '../../../components/loaded.tsx'
import { api, type Schemas } from '../../../lib/api.ts'
import { providerName } from '../../invoices/provider-names.ts'

type Provider = Schemas['PaymentProvider']['provider']
type Props = {
  currency: string
  /** What the button says. */
  action: ReactNode
  busy: boolean
  onPay: (provider: Provider) => void
}

/** Through whom something is paid, of those that are set up here. */
export const PayWith = ({ currency, action, busy, onPay }: Props) => {
  const { t, i18n } = useLingui()
  const [chosen, choose] = useState<string | null>(null)
  const query = useQuery({
    queryKey: ['subscription', 'providers', currency],
    queryFn: async ({ signal }) => (await api.listPaymentProviders({ currency }, { signal })).data
  })
  return (
    <Loaded query={query} height={40}>
      {(providers) => {
        // A page of a provider is done with at once; money at the bank takes its time.
        const first = providers.find(({ has_page }) => has_page) ?? providers[0]
        const provider = providers.find((one) => one.provider === chosen) ?? first
        if (!provider)
          return (
            <Text size="sm" c="var(--quiet)">
              <Trans>Nothing can be paid here yet. Ask whoever runs this service.</Trans>
            </Text>
          )
        return (
          <Stack gap="sm">
            <Radio.Group label={t`How do you pay?`} value={provider.provider} onChange={choose}>
              <Stack gap="xs" mt="xs">
                {providers.map((one) => (
                  <Radio
                    key={one.provider}
                    value={one.provider}
                    label={providerName(i18n, one.provider)}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <Group justify="flex-end">
              <Guarded needs="billing:write">
                <Button loading={busy} onClick={() => onPay(provider.provider)}>
                  {action}
                </Button>
              </Guarded>
            </Group>
          </Stack>
        )
      }}
    </Loaded>
  )
}

import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Loaded } from '../../components/loaded.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { DisableSecondFactor } from './disable-second-factor.tsx'
import { SetUpSecondFactor } from './set-up-second-factor.tsx'

/** Below so many recovery codes the user is told to make new ones. */
const few_codes = 3

/** Whether a log-in takes a code of an authenticator app as well, and how that is changed. */
export const SecondFactor = () => {
  const { t } = useLingui()
  const [open, setOpen] = useState(false)
  const state = useQuery({
    queryKey: ['second-factor'],
    queryFn: ({ signal }) => api.getSecondFactor({}, { signal })
  })
  // What is open stays what it is, although its last step changes the state.
  const [dialog, setDialog] = useState<'set_up' | 'disable'>('set_up')
  const show = (one: 'set_up' | 'disable'): void => {
    setDialog(one)
    setOpen(true)
  }
  const close = (): void => setOpen(false)
  return (
    <Card component="section">
      <Loaded query={state}>
        {(factor) => (
          <Stack>
            <Group justify="space-between">
              <Title order={2} size="h4">
                <Trans>Second factor</Trans>
              </Title>
              <Badge variant="light" color={factor.enabled ? 'leaf' : 'gray'} tt="none">
                {factor.enabled ? t`On` : t`Off`}
              </Badge>
            </Group>
            <Text size="sm" c="var(--quiet)">
              <Trans>
                Besides the password, a log-in then takes a code of an app on your phone. A password
                that was stolen is of no use alone.
              </Trans>
            </Text>
            {factor.enabled && <CodesLeft factor={factor} />}
            <Group justify="flex-end">
              {factor.enabled ? (
                <Button variant="default" onClick={() => show('disable')}>
                  <Trans>Switch it off</Trans>
                </Button>
              ) : (
                <Button onClick={() => show('set_up')}>
                  <Trans>Set it up</Trans>
                </Button>
              )}
            </Group>
          </Stack>
        )}
      </Loaded>
      {open && dialog === 'set_up' && <SetUpSecondFactor onClose={close} />}
      {open && dialog === 'disable' && <DisableSecondFactor onClose={close} />}
    </Card>
  )
}

const CodesLeft = ({ factor: { recovery_codes_left } }: { factor: Schemas['SecondFactor'] }) => (
  <Text size="sm" c={recovery_codes_left < few_codes ? 'red' : undefined}>
    <Plural
      value={recovery_codes_left}
      _0="No recovery code is left. Switch it off and set it up again to get new ones."
      one="# recovery code is left."
      other="# recovery codes are left."
    />
  </Text>
)

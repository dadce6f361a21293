import { Trans, useLingui } from '@lingui/react/macro'
import {
  Alert,
  Button,
  Card,
  Group,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
  Title
} from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { GuardedFields } from '../../components/guarded.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { tell } from '../../lib/notify.ts'
import { fieldErrors, sentenceOf } from '../../lib/problem.ts'
import { BrandingPreview } from './branding-preview.tsx'
import { LogoField } from './logo-field.tsx'

type Branding = Schemas['Branding']

/** How the linking page looks for the customer's own customers, and where it may be embedded. */
export const BrandingSettings = () => {
  const branding = useQuery({
    queryKey: ['branding'],
    queryFn: ({ signal }) => api.getBranding({}, { signal })
  })
  return (
    <Loaded query={branding}>
      {(found) => (
        <GuardedFields needs="account:write">
          <Form key={found.updated_at ?? ''} branding={found} />
        </GuardedFields>
      )}
    </Loaded>
  )
}

const linesOf = (text: string): string[] =>
  text
    .split(/\s+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

const Form = ({ branding }: { branding: Branding }) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [name, setName] = useState(branding.name ?? '')
  const [color, setColor] = useState(branding.color)
  const [logo, setLogo] = useState(branding.logo)
  const [origins, setOrigins] = useState(branding.embed_origins.join('\n'))
  const save = useMutation({
    mutationFn: () =>
      api.setBranding({
        name: name.trim() || null,
        color,
        embed_origins: linesOf(origins),
        ...(logo !== branding.logo && { logo: logo?.slice(logo.indexOf(',') + 1) ?? null })
      }),
    meta: { quiet: true },
    onSuccess: (saved) => {
      tell(t`Saved`)
      queries.setQueryData(['branding'], saved)
    }
  })
  const errors = fieldErrors(save.error)
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <Card component="section">
        <form onSubmit={submit}>
          <Stack>
            <Title order={2} size="h4">
              <Trans>Your linking page</Trans>
            </Title>
            {save.error && Object.keys(errors).length === 0 && (
              <Alert color="red" variant="light" role="alert">
                {sentenceOf(save.error)}
              </Alert>
            )}
            <TextInput
              label={t`Name`}
              description={t`What the page calls you. Left empty, it names nobody.`}
              dir="auto"
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={errors['name']}
            />
            <TextInput
              type="color"
              label={t`Colour`}
              description={t`Texts on it are black or white, whichever can be read better.`}
              value={color}
              onChange={(event) => setColor(event.currentTarget.value)}
              error={errors['color']}
            />
            <LogoField logo={logo} onChange={setLogo} error={errors['logo']} />
            <Textarea
              label={t`Sites that may embed it`}
              description={t`One in a line, such as https://www.example.com. Left empty: none.`}
              dir="ltr"
              rows={3}
              spellCheck={false}
              value={origins}
              onChange={(event) => setOrigins(event.currentTarget.value)}
              error={wrongOrigin(errors)}
            />
            <Group justify="flex-end">
              <Button type="submit" loading={save.isPending}>
                <Trans>Save</Trans>
              </Button>
            </Group>
          </Stack>
        </form>
      </Card>
      <BrandingPreview name={name} color={color} logo={logo} />
    </SimpleGrid>
  )
}

/** What is wrong with which of the sites. */
const wrongOrigin = (errors: Record<string, string>): string | undefined => {
  const found = Object.entries(errors).find(([path]) => path.startsWith('embed_origins'))
  if (!found) return undefined
  const index = /\d+/.exec(found[0])?.[0]
  return index === undefined ? found[1] : `${Number(index) + 1}: ${found[1]}`
}

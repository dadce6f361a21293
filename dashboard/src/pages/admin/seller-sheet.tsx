import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { Loaded } from '../../components/loaded.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { tell } from '../../lib/notify.ts'
import { fieldErrors } from '../../lib/problem.ts'
import { percentOf, sellerOf } from './seller.ts'

/** Who sells, as it stands on invoices. Nothing can be bought before it is said. */
export const SellerSheet = ({ onClose }: { onClose: () => void }) => {
  const query = useQuery({
    queryKey: ['admin', 'settings'],
    queryFn: ({ signal }) => api.getInstallationSettings({}, { signal })
  })
  return (
    <Sheet title={<Trans>Seller</Trans>} onClose={onClose}>
      <Loaded query={query}>{({ seller }) => <Form seller={seller} onSaved={onClose} />}</Loaded>
    </Sheet>
  )
}

type FormProps = { seller: Schemas['Seller'] | null; onSaved: () => void }

const Form = ({ seller, onSaved }: FormProps) => {
  const { t } = useLingui()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (form: FormData) => api.changeInstallationSettings({ seller: sellerOf(form) }),
    onSuccess: () => {
      tell(t`Saved`)
      onSaved()
      return queries.invalidateQueries({ queryKey: ['admin', 'settings'] })
    }
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    save.mutate(new FormData(event.currentTarget))
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm" c="var(--quiet)">
          <Trans>
            It counts for invoices from now on; those that were issued stay as they are.
          </Trans>
        </Text>
        <Fields seller={seller} errors={fieldErrors(save.error)} />
        <Group justify="flex-end">
          <Button type="submit" color="violet" loading={save.isPending}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type FieldsProps = { seller: Schemas['Seller'] | null; errors: Record<string, string> }

const Fields = ({ seller, errors }: FieldsProps) => {
  const { t } = useLingui()
  const rate = seller ? percentOf(seller.tax_rate_ppm) : '0'
  const texts = [
    ['name', t`Person or company`, seller?.name ?? '', 'auto'],
    ['country', t`Country, in two letters`, seller?.country ?? '', 'ltr'],
    ['tax_id', t`Tax number`, seller?.tax_id ?? '', 'ltr'],
    ['tax_name', t`What the tax is called`, seller?.tax_name ?? '', 'auto'],
    ['tax_rate_ppm', t`Tax in percent`, rate, 'ltr'],
    ['prefix', t`What invoice numbers begin with`, seller?.prefix ?? 'INV-', 'ltr']
  ] as const
  return (
    <>
      {texts.map(([name, label, value, dir]) => (
        <TextInput
          key={name}
          name={name}
          label={label}
          dir={dir}
          maxLength={200}
          defaultValue={value}
          error={errors[`seller.${name}`]}
        />
      ))}
      <Textarea
        name="address"
        label={t`Postal address`}
        dir="auto"
        rows={3}
        maxLength={1_000}
        defaultValue={seller?.address ?? ''}
        error={errors['seller.address']}
      />
      <Textarea
        name="payment_instructions"
        label={t`How to pay by bank or in cash`}
        dir="auto"
        rows={3}
        maxLength={2_000}
        defaultValue={seller?.payment_instructions ?? ''}
        error={errors['seller.payment_instructions']}
      />
    </>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { NativeSelect, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { GuardedFields } from '../../../components/guarded.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { api, type Schemas } from '../../../lib/api.ts'
import { Section } from '../section.tsx'

/** Whom invoices name as the buyer. */
export const BillingDetails = () => {
  const query = useQuery({
    queryKey: ['billing-details'],
    queryFn: ({ signal }) => api.getBillingDetails({}, { signal })
  })
  return (
    <Loaded query={query}>
      {(details) => (
        <GuardedFields needs="billing:write">
          <Form details={details} />
        </GuardedFields>
      )}
    </Loaded>
  )
}

const detailsOf = (values: Record<string, string>): Schemas['BillingDetails'] => ({
  name: values['name'] ?? '',
  address: values['address'] ?? '',
  country: values['country']?.trim().toUpperCase() || null,
  tax_id: values['tax_id']?.trim() || null,
  email: values['email']?.trim() || null,
  language: values['language'] === 'ar' ? 'ar' : 'en'
})

const Form = ({ details }: { details: Schemas['BillingDetails'] }) => {
  const queries = useQueryClient()
  const save = async (values: Record<string, string>): Promise<void> => {
    queries.setQueryData(['billing-details'], await api.setBillingDetails(detailsOf(values)))
  }
  return (
    <Section title={<Trans>Invoices are made out to</Trans>} save={save}>
      {(errors) => (
        <>
          <Text size="sm" c="var(--quiet)">
            <Trans>
              It counts for invoices from now on; those that were issued stay as they are.
            </Trans>
          </Text>
          <Fields details={details} errors={errors} />
        </>
      )}
    </Section>
  )
}

type FieldsProps = { details: Schemas['BillingDetails']; errors: Record<string, string> }

const Fields = ({ details, errors }: FieldsProps) => {
  const { t } = useLingui()
  const short = [
    ['country', t`Country, in two letters`, details.country, 2],
    ['tax_id', t`Tax number`, details.tax_id, 100],
    ['email', t`E-mail address`, details.email, 254]
  ] as const
  return (
    <>
      <TextInput
        name="name"
        label={t`Person or company`}
        dir="auto"
        maxLength={200}
        defaultValue={details.name}
        error={errors['name']}
      />
      <Textarea
        name="address"
        label={t`Postal address`}
        dir="auto"
        rows={3}
        maxLength={1_000}
        defaultValue={details.address}
        error={errors['address']}
      />
      {short.map(([name, label, value, most]) => (
        <TextInput
          key={name}
          name={name}
          label={label}
          dir="ltr"
          maxLength={most}
          defaultValue={value ?? ''}
          error={errors[name]}
        />
      ))}
      <NativeSelect
        name="language"
        label={t`Language of invoices`}
        defaultValue={details.language}
        data={[
          { value: 'en', label: 'English' },
          { value: 'ar', label: 'العربية' }
        ]}
        error={errors['language']}
      />
    </>
  )
}

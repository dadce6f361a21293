import { randomInt } from 'node:crypto'
import type { CallInput } from '../../control/calls.ts'
import { invalid } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Label, LabelWithMarks } from '../../schemas/label.ts'
import { getLabel, type LabelRow, listLabels, listMarks } from '../../store/labels.ts'
import { getMessage } from '../../store/messages/accept.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import { getChat } from '../chats/read.ts'
import { namedMessage } from '../chats/set.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { readList } from '../read-list.ts'
import { callSession } from '../sessions/call.ts'

type Place = { id: string; label: string }
type Setting = CallInput<'set_label'>['setting']

/** The labels of a session, by name. */
export const readLabels = (
  deps: Deps,
  { tenant_id, ...tenant }: Tenant,
  session_id: string
): Promise<{ data: Label[] }> =>
  readList(deps, { tenant_id, ...tenant }, async (tx) => {
    await getSession(tx, tenant_id, session_id)
    return { data: (await listLabels(tx, tenant_id, session_id)).map(labelView) }
  })

/** A label with what carries it. */
export const readLabel = (deps: Deps, tenant: Tenant, place: Place): Promise<LabelWithMarks> =>
  deps.db.withTenant(tenant, async (tx) => {
    const { tenant_id } = tenant
    const row = await getLabel(tx, tenant_id, place.id, place.label)
    const chats = await listMarks(tx, tenant_id, row, 'chats')
    const messages = await listMarks(tx, tenant_id, row, 'messages')
    return {
      ...labelView(row),
      chats: chats.map((one) => one.chat_id),
      messages: messages.map(({ message_id: id, whatsapp_id, chat_id }) => ({
        id,
        whatsapp_id,
        chat_id
      }))
    }
  })

/** Makes a label, here and on the phone. */
export const createLabel = async (
  deps: Deps,
  ctx: Context,
  session_id: string,
  given: { name: string; color: number }
): Promise<Label> => {
  // Apps count upwards from one: what is made there at this moment has another id.
  const label_id = String(randomInt(100_000, 1_000_000_000))
  const setting = { type: 'label', label_id, ...given, deleted: false } as const
  await set(deps, ctx, session_id, setting)
  const nothing_yet = { predefined: false, chats_count: 0, messages_count: 0 }
  return { id: label_id, session_id, ...given, ...nothing_yet }
}

/** Changes name or colour of a label, here and on the phone. What is not given stays. */
export const updateLabel = async (
  deps: Deps,
  ctx: Context,
  place: Place,
  changes: { name?: string | undefined; color?: number | undefined }
): Promise<Label> => {
  const row = await findLabel(deps, ctx, place)
  const { name = row.name, color = row.color ?? 0 } = changes
  const label_id = row.label_id
  await set(deps, ctx, place.id, { type: 'label', label_id, name, color, deleted: false })
  return readOne(deps, ctx, place)
}

/** Deletes a label, here and on the phone. What carried it stays. */
export const deleteLabel = async (deps: Deps, ctx: Context, place: Place): Promise<void> => {
  const { label_id, name, color } = await findLabel(deps, ctx, place)
  const setting = { type: 'label', label_id, name, color: color ?? 0, deleted: true } as const
  await set(deps, ctx, place.id, setting)
}

/** Puts a label on a chat or takes it off, here and on the phone. */
export const labelChat = async (
  deps: Deps,
  ctx: Context,
  place: Place,
  chat: string,
  labeled: boolean
): Promise<Label> => {
  const { label_id, chat_id } = await deps.db.withTenant(ctx.tenant, async (tx) => {
    const { label_id } = await getLabel(tx, ctx.tenant.tenant_id, place.id, place.label)
    const { chat_id } = await getChat(tx, ctx.tenant, place.id, chat)
    return { label_id, chat_id }
  })
  await set(deps, ctx, place.id, { type: 'chat', label_id, chat_id, labeled })
  return readOne(deps, ctx, place)
}

/** Puts a label on a message or takes it off, here and on the phone. */
export const labelMessage = async (
  deps: Deps,
  ctx: Context,
  place: Place,
  message_id: string,
  labeled: boolean
): Promise<Label> => {
  const { tenant_id } = ctx.tenant
  const { label_id, row } = await deps.db.withTenant(ctx.tenant, async (tx) => {
    const { label_id } = await getLabel(tx, tenant_id, place.id, place.label)
    return { label_id, row: await getMessage(tx, tenant_id, message_id) }
  })
  if (row.session_id !== place.id) throw invalid('message_id', 'Is of another session.')
  const message = namedMessage(row)
  const { chat_id } = row
  await set(deps, ctx, place.id, { type: 'message', label_id, chat_id, message, labeled })
  return readOne(deps, ctx, place)
}

const set = async (
  deps: Deps,
  { tenant, signal }: Context,
  session_id: string,
  setting: Setting
): Promise<void> => {
  await callSession(deps, tenant, session_id, 'set_label', { setting }, signal)
}

const findLabel = (deps: Deps, { tenant }: Context, place: Place): Promise<LabelRow> =>
  deps.db.withTenant(tenant, (tx) => getLabel(tx, tenant.tenant_id, place.id, place.label))

const readOne = async (deps: Deps, ctx: Context, place: Place): Promise<Label> =>
  labelView(await findLabel(deps, ctx, place))

const labelView = ({ label_id, predefined_id, ...row }: LabelRow): Label => ({
  id: label_id,
  ...row,
  predefined: predefined_id !== null && predefined_id > 0
})

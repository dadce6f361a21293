import { AppError } from '../../domain/errors.ts'
import type { FetchPreview } from '../../media/link-preview.ts'
import type { SendMessage } from './send-message.ts'

/** Different links of one call that are looked up; texts with others go out without a preview. */
const links_max = 20
const link_length_max = 2_048

/**
 * Texts that ask for it, with the preview of their first link. The page is looked up before anything is written; where that
 * does not work the text has none.
 */
export const withPreviews = async <Item extends SendMessage | AppError>(
  fetchPreview: FetchPreview,
  items: Item[]
): Promise<Item[]> => {
  const links = new Set(items.flatMap((item) => linkIn(item) ?? []).slice(0, links_max))
  if (links.size === 0) return items
  const found = await Promise.all(
    [...links].map(async (link) => [link, await fetchPreview(link)] as const)
  )
  const previews = new Map(found)
  return items.map((item) => {
    const preview = previews.get(linkIn(item) ?? '')
    if (!preview || item instanceof AppError || item.type !== 'text') return item
    return { ...item, text: { ...item.text, preview } }
  })
}

/** Whether it is a text that asks for a preview. */
export const wantsPreview = (item: SendMessage): boolean =>
  item.type === 'text' && item.text.preview_url === true

/** The first link of a text that asks for a preview. */
const linkIn = (item: SendMessage | AppError): string | null => {
  if (item instanceof AppError || item.type !== 'text' || !item.text.preview_url) return null
  const [link] = /https?:\/\/[^\s<>"]+/i.exec(item.text.body) ?? []
  const trimmed = link?.replace(/[.,;:!?)\]}'»”]+$/, '')
  return trimmed && trimmed.length <= link_length_max && URL.canParse(trimmed) ? trimmed : null
}

/** Why an address cannot be a webhook, or null when it can. Whether it leads to a private network is checked when it is called. */
export const refuseWebhookUrl = (text: string): string | null => {
  if (!URL.canParse(text)) return 'Must be a URL.'
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return 'Must begin with https:// or http://.'
  if (url.username || url.password) return 'Must not hold a user name or password.'
  return null
}

export const webhook_url_chars_max = 2_048

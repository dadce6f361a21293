/** The number behind an address of WhatsApp; null for groups and for people whose number is not known. */
export const chatNumber = (address: string): string | null =>
  /^\+?(\d{6,15})(?:@(?:s\.whatsapp\.net|c\.us))?$/.exec(address)?.[1] ?? null

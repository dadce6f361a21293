export interface ChannelShown {
  id: string
  /** The code of its link. */
  invite: string
  name: string
  description: string
  owner: string
  state: string
  followers: { number: string; muted: boolean }[]
}

/** Channels, as their owners make them on the phone. */
export interface ChannelCalls {
  makeChannel(number: string, input: { name: string; description?: string }): Promise<ChannelShown>
  channel(number: string, input: { id: string }): Promise<ChannelShown>
  /** What becomes of a channel: suspended by WhatsApp, in some countries (`GEOSUSPENDED`), or deleted by its owner. */
  setChannelState(
    number: string,
    input: { id: string; state: 'ACTIVE' | 'SUSPENDED' | 'GEOSUSPENDED' | 'DELETED' }
  ): Promise<ChannelShown>
}

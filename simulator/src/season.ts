import type { CodeRefresh } from './types/types-phones.ts'

/** What WhatsApp does since some day of this year. A trait is one line here and one in each season below. */
export interface Season {
  /** Clients with an older build (the last part of their version) are refused as too old; 0: none is. */
  build_min: number
  /** The newest build, which the website tells. */
  build_now: number
  /** Whether a scanned code has to be shown anew with a fresh secret, for phones that say nothing else. */
  code_refresh: CodeRefresh
  /** The tag of the stanzas with which posts of a status come. */
  status_tag: StatusTag
}

export const STATUS_TAGS = ['message', 'status'] as const
export type StatusTag = (typeof STATUS_TAGS)[number]

export type SeasonName = 'spring' | 'autumn'

export const SEASONS: Readonly<Record<SeasonName, Readonly<Season>>> = {
  spring: {
    build_min: 0,
    build_now: 1_043_857_760,
    code_refresh: 'none',
    status_tag: 'message'
  },
  // The build that Baileys 7.0.0-rc14 brings along is from July and too old.
  autumn: {
    build_min: 1_046_000_000,
    build_now: 1_047_769_893,
    code_refresh: 'refresh',
    status_tag: 'status'
  }
}

export const seasonOf = (autumn: boolean): Season => ({
  ...SEASONS[autumn ? 'autumn' : 'spring']
})

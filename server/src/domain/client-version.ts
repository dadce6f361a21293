/**
 * The version with which the gateway presents itself to WhatsApp, as WhatsApp Web does: `2.3000.<build>`. WhatsApp refuses
 * builds that are too old with `<failure reason="405">`, about eleven weeks after they came out.
 */
export type ClientBuild = number

/** What is known of one build. */
export type KnownBuild = {
  build: ClientBuild
  /** The last login that WhatsApp accepted with it. */
  accepted_at: Date | null
  /** The last login that WhatsApp refused because of it. */
  refused_at: Date | null
}

/** The library's own build came out then; to be changed together with the library. */
export const library_release = { build: 1_043_857_760, at: new Date('2026-07-26') }

const day_ms = 86_400_000

/** How old a build is, as far as is known: since it was found here, and not younger than the library's if it is no newer. */
export const buildAgeDays = (build: ClientBuild, found_at: Date, now: Date): number => {
  const { at } = library_release
  const since = build <= library_release.build && at < found_at ? at : found_at
  return Math.max(0, Math.floor((now.getTime() - since.getTime()) / day_ms))
}

/** Where a look-up may lead at most: beyond this the answer is taken for a mistake of the page it was read from. */
const builds_ahead_max = 30_000_000

/** `2.3000.1043857760` or `1043857760`; null when it is neither. */
export const parseClientVersion = (text: string): ClientBuild | null => {
  const digits = /^(?:2\.3000\.)?(\d{10})$/.exec(text.trim())?.[1]
  return digits === undefined ? null : Number(digits)
}

export const clientVersion = (build: ClientBuild): string => `2.3000.${build}`

/** Whether a build that was looked up may be one: not older than the library's own, and not from a far future. */
export const isPlausibleBuild = (build: ClientBuild, library: ClientBuild): boolean =>
  Number.isSafeInteger(build) && build >= library && build < library + builds_ahead_max

export const isRefused = ({ accepted_at, refused_at }: KnownBuild): boolean =>
  refused_at !== null && (accepted_at === null || refused_at > accepted_at)

/**
 * Which build to log in with, and which newer one a single session may try. `current` is the newest that WhatsApp has
 * accepted or that the library brings along, as long as there is one that was not refused; else the newest of all.
 */
export const chooseBuilds = (
  known: KnownBuild[],
  library: ClientBuild
): { current: ClientBuild; candidate: ClientBuild | null; refused: boolean } => {
  const all = known.some((one) => one.build === library)
    ? known
    : [...known, { build: library, accepted_at: null, refused_at: null }]
  const proven = all.filter(
    (one) => !isRefused(one) && (one.accepted_at !== null || one.build === library)
  )
  const current = newest(proven) ?? newest(all) ?? library
  const refused = proven.length === 0
  const untried = all.filter((one) => one.accepted_at === null && one.refused_at === null)
  const candidate = newest(untried.filter((one) => refused || one.build > current))
  return { current, candidate, refused }
}

const newest = (builds: KnownBuild[]): ClientBuild | null =>
  builds.length === 0 ? null : Math.max(...builds.map((one) => one.build))

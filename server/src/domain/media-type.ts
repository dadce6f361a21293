/** Types that a browser would run as a page of ours: given as a download alone. */
export const isActive = (type: string): boolean =>
  /^(text\/html|image\/svg\+xml|application\/(xhtml\+xml|xml)|text\/xml)/.test(type) ||
  /\+xml/.test(type)

/** Whether there is more to be found out of such a file, which takes a while. */
export const hasDetails = (type: string): boolean =>
  /^((image|video|audio)\/|application\/pdf$)/.test(type)

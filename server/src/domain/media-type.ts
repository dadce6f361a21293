/** Types that a browser would run as a page of ours: given as a download alone. */
export const isActive = (type: string): boolean =>
  /^(text\/html|image\/svg\+xml|application\/(xhtml\+xml|xml)|text\/xml)/.test(type) ||
  /\+xml/.test(type)

/** What an installation, or the taking over of a Go, does just now. */
export type InstallPhase =
  'waiting' | 'proving' | 'copying' | 'downloading' | 'unpacking' | 'flushing' | 'trying' | 'building'

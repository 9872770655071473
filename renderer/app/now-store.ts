/** What time the page believes it is. It moves when somebody looks, at most once a minute, and not at all otherwise. */
import { create } from 'zustand'

const minuteMs = 60_000

export const useNow = create<{ readonly nowMs: number }>(() => ({ nowMs: Date.now() }))

/** Somebody looked, or something was measured: it is now. */
export const tick = (): void => useNow.setState({ nowMs: Date.now() })

/**
 * Keeps the time while the window has the keyboard and can be seen; without it there is no timer at all. `onVisit` is
 * called whenever somebody comes back. The returned function stops everything.
 */
export const followTime = (onVisit: () => void): (() => void) => {
  let timer: ReturnType<typeof setInterval> | undefined
  const look = (): void => {
    const isWatched = document.visibilityState === 'visible' && document.hasFocus()
    clearInterval(timer)
    if (!isWatched) return
    tick()
    timer = setInterval(tick, minuteMs)
    onVisit()
  }
  const leave = (): void => clearInterval(timer)
  window.addEventListener('focus', look)
  window.addEventListener('blur', leave)
  document.addEventListener('visibilitychange', look)
  if (document.hasFocus()) timer = setInterval(tick, minuteMs)
  return () => {
    clearInterval(timer)
    window.removeEventListener('focus', look)
    window.removeEventListener('blur', leave)
    document.removeEventListener('visibilitychange', look)
  }
}

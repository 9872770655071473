/**
 * A stand-in for the module `electron`, for tests only: what this app uses of it, over a real Chromium. What
 * electron.d.ts does not have throws; what it has and is not here does not link.
 */
export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { ipcMain } from './ipc-main.ts'
export { protocol, session } from './session.ts'
export { Menu, nativeTheme, shell } from './small-parts.ts'

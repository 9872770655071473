/** The parts of Electron that need no browser: `Menu`, `shell`, `nativeTheme`. */
import { Emitter } from './emitter.ts'
import { guard } from './guard.ts'

const menuClass = {
  setApplicationMenu: (): void => {
    // There is nothing to show; the record has what was set.
  },
}

class Shell {
  /** What was opened, in order; the record has it too. */
  openExternal(): Promise<void> {
    return Promise.resolve()
  }
}

class NativeTheme extends Emitter {
  themeSource: 'system' | 'light' | 'dark' = 'system'
  get shouldUseDarkColors(): boolean {
    return this.themeSource === 'dark'
  }
}

export const Menu = guard(menuClass, 'Menu', 'static')
export const shell = guard(new Shell(), 'Shell')
export const rawNativeTheme = new NativeTheme()
export const nativeTheme = guard(rawNativeTheme, 'NativeTheme')

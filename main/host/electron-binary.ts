/** Whether an Electron to start is here, found by its files: asking the package itself would try to download it. */
import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Text } from '#contract'

export type ElectronFound =
  | { readonly found: true; readonly path: string }
  /** `reason` is one clause for the line that says which surface was chosen, without a full stop. */
  | { readonly found: false; readonly reason: Text }

/**
 * The Electron of `projectRoot/node_modules`, complete and of its package's version, or the one that
 * `ELECTRON_OVERRIDE_DIST_PATH` names (the same variable that the package itself obeys). Never throws.
 */
export const findElectron = (
  projectRoot: string,
  environment: Readonly<Record<string, string | undefined>>,
): ElectronFound => {
  const override = environment.ELECTRON_OVERRIDE_DIST_PATH
  if (override) {
    const path = join(override, 'electron')
    return isExecutable(path)
      ? { found: true, path }
      : absent(`ELECTRON_OVERRIDE_DIST_PATH has no program ${path}`, `ELECTRON_OVERRIDE_DIST_PATH 中没有程序 ${path}`)
  }
  const home = join(projectRoot, 'node_modules/electron')
  const wanted = packageVersion(home)
  if (wanted === null) return absent('the package electron is not installed', '没有安装 electron 包')
  const name = readText(join(home, 'path.txt'))
  const installed = readText(join(home, 'dist/version'))?.trim().replace(/^v/, '') ?? null
  if (name === null || installed === null)
    return absent('the Electron binary is not installed', '没有安装 Electron 二进制文件')
  if (installed !== wanted) {
    return absent(
      `the Electron binary is ${installed}, the package wants ${wanted}`,
      `Electron 二进制文件是 ${installed}，而包需要 ${wanted}`,
    )
  }
  const path = join(home, 'dist', name)
  return isExecutable(path) ? { found: true, path } : absent(`${path} is no program`, `${path} 不是可执行程序`)
}

const absent = (en: string, chinese: string): ElectronFound => ({ found: false, reason: { en, 'zh-CN': chinese } })

const readText = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

const packageVersion = (home: string): string | null => {
  try {
    const parsed: unknown = JSON.parse(readText(join(home, 'package.json')) ?? 'null')
    const version = typeof parsed === 'object' && parsed !== null && 'version' in parsed ? parsed.version : null
    return typeof version === 'string' ? version : null
  } catch {
    return null
  }
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

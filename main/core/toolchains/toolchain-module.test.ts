import { describe, expect, it } from 'vitest'
import { parseGoVersion } from './go-version.ts'
import { parseToolchainModuleVersion, toolchainModuleVersion } from './toolchain-module.ts'

describe('a version of the module golang.org/toolchain', () => {
  it.each(['go1.26.8', 'go1.27rc1', 'go1.21'])('of %s is read as it is written', (name) => {
    const version = parseGoVersion(name)
    if (!version) throw new Error(`${name} should be a version`)
    const platform = { os: 'linux', arch: 'arm64' }
    expect(parseToolchainModuleVersion(toolchainModuleVersion(version, platform))).toEqual({ name, platform })
  })

  it('may be of a Go that is none of the published ones', () => {
    const name = 'go1.27.0-custom'
    expect(parseToolchainModuleVersion(`v0.0.1-${name}.linux-amd64`)?.name).toBe(name)
  })

  it.each([
    ['another module version', 'v0.0.2-go1.26.8.linux-amd64'],
    ['no platform', 'v0.0.1-go1.26.8'],
    ['a way out of a directory', 'v0.0.1-go1/../../x.linux-amd64'],
    ['two lines', 'v0.0.1-go1.26.8\n.linux-amd64'],
    ['something behind it', 'v0.0.1-go1.26.8.linux-amd64.zip/x'],
    ['nothing', ''],
  ])('is not read from %s', (_, text) => {
    expect(parseToolchainModuleVersion(text)).toBeNull()
  })
})

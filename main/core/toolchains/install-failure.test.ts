import { expect, test } from 'vitest'
import { systemText } from './changed.ts'
import { parseGoVersion } from './go-version.ts'
import { installFailureText } from './install-failure.ts'

const version = parseGoVersion('1.26.8')
if (!version) throw new Error('1.26.8 is a version')

test.each([
  'not-available',
  'no-proof',
  'not-released',
  'not-genuine',
  'bad-archive',
  'unwritable',
  'does-not-run',
] as const)('%s: a sentence with the version in both languages, and what was said as it was', (reason) => {
  const text = installFailureText(version, reason, systemText('403 not here'))
  expect(text.en).toMatch(/^go1\.26\.8 is not installed\b.*: 403 not here$/)
  expect(text['zh-CN']).toMatch(/^没有安装 go1\.26\.8，.*：403 not here$|^没有安装 go1\.26\.8：.*：403 not here$/)
  expect(installFailureText(version, reason, systemText(''))).toEqual({
    en: expect.stringMatching(/[a-z]\.$/),
    'zh-CN': expect.stringMatching(/。$/),
  })
})

import { expect, test } from 'vitest'
import { formatManifest, parseManifest, type ManifestFile } from './manifest.ts'

const sha256 = '0123456789abcdef'.repeat(4)
const file = (path: string, mode = 0o644): ManifestFile => ({ path, sha256, size: 12, mode })

test('a line a file, as mtree(5) has it', () => {
  expect(formatManifest([file('src/fmt/print.go'), file('bin/go', 0o755)])).toBe(
    `#mtree\n/set type=file mode=0644\n./bin/go mode=0755 size=12 sha256digest=${sha256}\n./src/fmt/print.go size=12 sha256digest=${sha256}\n`,
  )
})

test.each(['a b.go', 'ünïcode/世界.go', 'a\\b', '#x', 'k=v', 'new\nline', '\u{1F600}.go', '\\101'])(
  'the name %j comes back as it was',
  (path) => {
    expect(parseManifest(formatManifest([file(path, 0o755)]))).toEqual([file(path, 0o755)])
  },
)

test.each([
  ['nothing', ''],
  ['another text', 'hello\n'],
  ['one that was cut', formatManifest([file('bin/go'), file('src/x.go')]).slice(0, -20)],
  ['one that was cut at its last line break', formatManifest([file('bin/go')]).slice(0, -1)],
  ['a line of another kind', `#mtree\n/set type=file mode=0644\n./x type=link\n`],
])('%s is no manifest', (_, text) => {
  expect(parseManifest(text)).toBeNull()
})

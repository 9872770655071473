import { expect, test } from 'vitest'
import { addBlock, blockOf, blocksOf, cutBlock, isWritable, pathLines, type BlockDialect } from './path-block.ts'

const block = blockOf('posix', '/home/gopher/.local/go/bin', 'groundwork go path --remove')

test('the block names Groundwork, says how to undo it, and sets no GOROOT', () => {
  expect(block).toBe(`# >>> groundwork >>>
# Added by Groundwork, so that what starts from here finds its Go.
# Delete this block to undo, or run: groundwork go path --remove
groundwork="/home/gopher/.local/go/bin"
PATH="\${PATH:+:$PATH}:"
while [ "$PATH" != "\${PATH#*":$groundwork:"}" ]; do
  PATH="\${PATH%%":$groundwork:"*}:\${PATH#*":$groundwork:"}"
done
export PATH="$groundwork\${PATH%:}"
unset groundwork
# <<< groundwork <<<
`)
})

test.each(['', '# mine\n', '# no end', '\n\n', 'a\r\nb\r\n'])(
  'what is added to %j comes out again to the byte',
  (text) => {
    const added = addBlock(text, block)
    if (added.kind !== 'edit') throw new Error(added.kind)
    expect(addBlock(added.text, block)).toEqual({ kind: 'nothing' })
    expect(cutBlock(added.text, block, text === '' || text.endsWith('\n'))).toEqual({ kind: 'edit', text })
  },
)

test('what was written after the block stays', () => {
  expect(cutBlock(`a\n${block}b\n`, block, false)).toEqual({ kind: 'edit', text: 'a\nb\n' })
})

test.each([
  ['a line in it is changed', block.replace('done', 'done # mine')],
  ['its end is gone', block.slice(0, block.lastIndexOf('# <<<'))],
  ['it is there twice', block + block],
  ['it is behind something', `if x; then ${block}`],
])('%s: it is the person’s, and neither added to nor cut', (_, text) => {
  expect(addBlock(text, block)).toEqual({ kind: 'changed-by-hand' })
  expect(cutBlock(text, block, true)).toEqual({ kind: 'changed-by-hand' })
})

test.each<readonly [BlockDialect, string, string]>([
  ['posix', '/a b/$x`"\\/bin', 'groundwork="/a b/\\$x\\`\\"\\\\/bin"'],
  ['fish', '/a b/$x"\\/bin', 'fish_add_path --path --prepend --move -- "/a b/\\$x\\"\\\\/bin"'],
  ['nu', '/a b/$x"\\/bin', '$env.PATH = ($env.PATH | split row (char esep) | prepend "/a b/$x\\"\\\\/bin" | uniq)'],
  ['environment', '/a b/"\\/bin', 'PATH="/a b/\\"\\\\/bin:${PATH:-/usr/local/bin:/usr/bin:/bin}"'],
])('%s: a name with everything that shells care about', (dialect, directory, line) => {
  expect(pathLines(dialect, directory)[0]).toBe(line)
})

test('the block of earlier versions is known to the byte', () => {
  expect(blocksOf('posix', '/a$b/bin', 'undo')).toEqual([
    blockOf('posix', '/a$b/bin', 'undo'),
    `# >>> groundwork >>>
# Added by Groundwork, so that what starts from here finds its Go.
# Delete this block to undo, or run: undo
case ":$PATH:" in *":/a\\$b/bin:"*) ;; *) PATH="/a\\$b/bin:$PATH" ;; esac
export PATH
# <<< groundwork <<<
`,
  ])
  expect(blocksOf('fish', '/b', 'undo')[1]).toContain('\nfish_add_path --path --prepend -- "/b"\n')
  expect(blocksOf('nu', '/b', 'undo')).toHaveLength(1)
})

test('what no PATH can hold is not written', () => {
  expect(isWritable('posix', '/a:b/bin')).toBe(false)
  expect(isWritable('fish', '/a\nb/bin')).toBe(false)
  expect(isWritable('posix', 'relative/bin')).toBe(false)
  expect(isWritable('environment', '/a$b/bin')).toBe(false)
  expect(isWritable('posix', '/a$b/bin')).toBe(true)
})

import { expect, test } from 'vitest'
import { parseGoVersion, type GoVersion } from './go-version.ts'
import { installAsRoot, removeAsRoot, rootChange, switchAsRoot, writeAsRoot } from './root-change.ts'

const version = parseGoVersion('1.27.1') as GoVersion
const words = ['/home/a b/node', '/home/a b/cli.js']

test('each line waits for the one before it, on the way back too', () => {
  const steps = [1, 2, 3].map((number) => ({ command: `do ${number}`, undo: `undo ${number}` }))
  expect(rootChange(steps)).toEqual({
    commands: ['do 1 &&', 'do 2 &&', 'do 3'],
    undo: ['undo 3 &&', 'undo 2 &&', 'undo 1'],
    notes: [],
  })
  expect(rootChange([])).toEqual({ commands: [], undo: [], notes: [] })
})

test('the program is named as root finds it, with the GOPROXY that sudo would drop', () => {
  const own = "sudo '/home/a b/node' '/home/a b/cli.js' go install --system 1.27.1"
  expect(installAsRoot({ words, goproxy: null }, version)).toEqual({ command: own, notes: [] })
  expect(installAsRoot({ words: ['groundwork'], goproxy: 'https://p.test|direct' }, version, 'cn')).toEqual({
    command: "sudo GOPROXY='https://p.test|direct' groundwork go install --system --from cn 1.27.1",
    notes: [],
  })
  expect(removeAsRoot({ words, goproxy: 'https://p.test' }, version)).not.toContain('GOPROXY')
})

test('a password is not shown: the shell that it is pasted into must have it', () => {
  const { command, notes } = installAsRoot({ words: ['groundwork'], goproxy: 'https://me:secret@p.test' }, version)
  expect(command).toBe('sudo GOPROXY="${GOPROXY:?}" groundwork go install --system 1.27.1')
  expect(notes[0]?.en).toContain('must be set')
})

test('every value is quoted', () => {
  const layout = { directory: '/d', link: "/l'k" }
  for (const found of [{ kind: 'absent' }, { kind: 'link', target: 'a b' }, { kind: 'foreign' }] as const) {
    const { command, undo } = switchAsRoot(layout, '/t r', found, '/a side')
    for (const line of [command, undo]) expect(line.replace(/'[^']*'|\\'/g, '')).not.toMatch(/t r|a b|a side|l'k/)
  }
  expect(writeAsRoot('/p q', null, 'a b\n').command).toBe(
    "printf '%s\\n' 'a b' | sudo tee '/p q' > /dev/null && sudo chmod 0644 '/p q'",
  )
})

import { expect, test } from 'vitest'
import { keptSourceText, parseKeptSource } from './source-memory.ts'

const at = new Date('2026-11-22T10:00:00Z')
const after = (days: number): Date => new Date(at.getTime() + days * 86_400_000)

test('what is kept is read again, for thirty days', () => {
  const text = keptSourceText('https://a.example', at)
  expect(parseKeptSource(text, after(0))).toBe('https://a.example')
  expect(parseKeptSource(text, after(29))).toBe('https://a.example')
  expect(parseKeptSource(text, after(31))).toBeNull()
})

test('a clock that was moved back, and damage, are as good as nothing', () => {
  expect(parseKeptSource(keptSourceText('https://a.example', at), after(-1))).toBeNull()
  for (const text of ['', '{', '{"name":"x"}', '[]', '{"at":"never","name":"x"}'])
    expect(parseKeptSource(text, at)).toBeNull()
})

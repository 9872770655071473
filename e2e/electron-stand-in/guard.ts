/**
 * Wraps the stand-in's objects, so that an app can only do with them what `electron.d.ts` allows: another member, event
 * or option throws. Functions that the app hands over are wrapped too: what the stand-in gives them and what they
 * return is held to the same types, so that the stand-in cannot make up an Electron of its own.
 */
import ts from 'typescript'
import { conform, liveTypes, type Problem } from './conform.ts'
import { constructorsOf, electronVersion, isEmitterMethod, membersNamed, type Side } from './electron-types.ts'
import { record } from './record.ts'

const guarded = new WeakMap<object, object>()
/** By the app's function, then by the type it was handed over as, so that `off` finds what `on` was given. */
const wrapped = new WeakMap<object, Map<string, Callable>>()
type Callable = (...words: unknown[]) => unknown

/** The guarded form of `target`, always the same one. `type` is its name in `electron.d.ts`. */
export const guard = <Target extends object>(target: Target, type: string, side: Side = 'instance'): Target => {
  const known = guarded.get(target)
  if (known) return known as Target
  const proxy = new Proxy(target, {
    get: (_target, name) => readMember(target, type, side, name),
    set: (_target, name, value) => writeMember(target, type, side, name, value),
    construct: (_target, words) => construct(target, type, words),
  })
  guarded.set(target, proxy)
  if (side === 'instance') liveTypes.set(proxy, type)
  return proxy
}

const readMember = (target: object, type: string, side: Side, name: string | symbol): unknown => {
  // Symbols, and the question whether this is a promise, come from the language.
  if (typeof name === 'symbol' || name === 'then') return undefined
  const members = membersNamed(type, side, name)
  if (members.length === 0 && !isEmitterMethod(type, side, name)) throw missing(type, name)
  if (!(name in target)) throw new Error(`the stand-in for electron does not do ${type}.${name}`)
  const value: unknown = Reflect.get(target, name)
  if (typeof value !== 'function') return value
  return (...words: unknown[]): unknown => {
    const signatures = members.filter((member) => ts.isMethodSignature(member) || ts.isMethodDeclaration(member))
    const checked = signatures.length > 0 ? checkWords(`${type}.${name}`, signatures, words) : words
    record(type, name, words)
    const answer: unknown = Reflect.apply(value, target, checked)
    return answer === target ? guarded.get(target) : answer
  }
}

const writeMember = (target: object, type: string, side: Side, name: string | symbol, value: unknown): boolean => {
  const [member] = membersNamed(type, side, String(name))
  if (!member) throw missing(type, String(name))
  const declared = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member) ? member : null
  const isReadonly = declared?.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ReadonlyKeyword)
  if (!declared || isReadonly) throw new TypeError(`${type}.${String(name)} cannot be set`)
  const problem = declared.type ? conform(value, declared.type, `${type}.${String(name)}`) : null
  if (problem !== null) throw new TypeError(problem)
  record(type, `${String(name)} =`, [value])
  return Reflect.set(target, name, value)
}

const construct = (target: object, type: string, words: unknown[]): object => {
  const signatures = constructorsOf(type)
  const checked = checkWords(`new ${type}`, signatures, words)
  record(type, 'constructor', words)
  return guard(Reflect.construct(target as new () => object, checked) as object, type)
}

const missing = (type: string, name: string): Error =>
  new TypeError(`electron ${electronVersion} has no ${type}.${name}`)

type Signature = ts.MethodSignature | ts.MethodDeclaration | ts.ConstructorDeclaration | ts.FunctionTypeNode

/** Finds the overload that takes `words`, and returns them with functions wrapped; throws where none does. */
const checkWords = (what: string, signatures: readonly Signature[], words: readonly unknown[]): unknown[] => {
  const problems: string[] = []
  for (const signature of signatures) {
    const problem = problemOf(what, signature, words)
    if (problem === null) return words.map((word, index) => wrap(what, word, typeOfWord(signature, index)))
    problems.push(problem)
  }
  // The overload that got furthest is the one that was meant.
  throw new TypeError(problems.sort((a, b) => places(b) - places(a))[0] ?? `${what} takes nothing`)
}

const places = (problem: string): number => Number(/argument (\d+)/.exec(problem)?.[1] ?? 0)

const problemOf = (what: string, signature: Signature, words: readonly unknown[]): Problem => {
  const { parameters } = signature
  const hasRest = parameters.at(-1)?.dotDotDotToken !== undefined
  if (words.length > parameters.length && !hasRest) return `${what}, argument ${parameters.length + 1}: is not taken`
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.dotDotDotToken) return null
    const word = words[index]
    if (word === undefined && parameter.questionToken) continue
    const problem = parameter.type ? conform(word, parameter.type, `${what}, argument ${index + 1}`) : null
    if (problem !== null) return problem
  }
  return null
}

const typeOfWord = (signature: Signature, index: number): ts.TypeNode | undefined => signature.parameters[index]?.type

const wrap = (what: string, word: unknown, type: ts.TypeNode | undefined): unknown => {
  const signature = type ? functionIn(type) : null
  if (typeof word !== 'function' || !signature) return word
  const known = wrapped.get(word) ?? new Map<string, Callable>()
  const key = signature.getText().replace(/\s+/g, ' ')
  wrapped.set(word, known)
  const before = known.get(key)
  if (before) return before
  const wrapper = (...words: unknown[]): unknown => {
    const answer: unknown = Reflect.apply(word, undefined, checkWords(`${what}'s function`, [signature], words))
    checkAnswer(what, answer, signature.type)
    return answer
  }
  known.set(key, wrapper)
  return wrapper
}

/** A function whose answer nobody reads may answer anything, as in TypeScript. */
const checkAnswer = (what: string, answer: unknown, type: ts.TypeNode): void => {
  const types = settledTypes(type)
  if (types.some((settled) => settled.kind === ts.SyntaxKind.VoidKeyword)) return
  const check = (settled: unknown): void => {
    const problems = types.map((wanted) => conform(settled, wanted, `${what}'s answer`))
    const [problem] = problems
    if (problem && !problems.includes(null)) throw new TypeError(problem)
  }
  if (answer instanceof Promise) answer.then(check, () => undefined)
  else check(answer)
}

/** What a type may come to, promises kept. */
const settledTypes = (type: ts.TypeNode): readonly ts.TypeNode[] => {
  if (ts.isParenthesizedTypeNode(type)) return settledTypes(type.type)
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(settledTypes)
  const promised =
    ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Promise' ? type.typeArguments?.[0] : null
  return promised ? settledTypes(promised) : [type]
}

const functionIn = (type: ts.TypeNode): ts.FunctionTypeNode | null => {
  if (ts.isParenthesizedTypeNode(type)) return functionIn(type.type)
  if (ts.isFunctionTypeNode(type)) return type
  if (!ts.isUnionTypeNode(type)) return null
  return type.types.map(functionIn).find((found) => found !== null) ?? null
}

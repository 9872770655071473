/** Whether a value is what `electron.d.ts` says it must be: no unknown option, no wrong type, nothing missing. */
import ts from 'typescript'
import { declarationOf, isKindOf, isLive, membersOf, membersOfNode, type Member } from './electron-types.ts'

/** A sentence on what is wrong, or null. */
export type Problem = string | null

/** The type of a guarded object, by the object; filled by `guard.ts`. */
export const liveTypes = new WeakMap<object, string>()

const keywords: Partial<Record<ts.SyntaxKind, (value: unknown) => boolean>> = {
  [ts.SyntaxKind.StringKeyword]: (value) => typeof value === 'string',
  [ts.SyntaxKind.NumberKeyword]: (value) => typeof value === 'number',
  [ts.SyntaxKind.BooleanKeyword]: (value) => typeof value === 'boolean',
  [ts.SyntaxKind.UndefinedKeyword]: (value) => value === undefined,
  [ts.SyntaxKind.VoidKeyword]: (value) => value === undefined,
  [ts.SyntaxKind.ObjectKeyword]: (value) => typeof value === 'object' && value !== null,
  [ts.SyntaxKind.FunctionType]: (value) => typeof value === 'function',
  [ts.SyntaxKind.ArrayType]: Array.isArray,
  [ts.SyntaxKind.TupleType]: Array.isArray,
}

/** Checks `value` against a type as written in `electron.d.ts`; `path` names the place in a problem. */
export const conform = (value: unknown, node: ts.TypeNode, path: string): Problem => {
  const wrong = `${path}: ${show(value)} is not ${node.getText().replace(/\s+/g, ' ').slice(0, 200)}`
  if (ts.isParenthesizedTypeNode(node)) return conform(value, node.type, path)
  if (ts.isUnionTypeNode(node)) return conformToOne(value, node, path, wrong)
  if (ts.isLiteralTypeNode(node)) return literalOf(node) === value ? null : wrong
  if (ts.isTypeLiteralNode(node) || ts.isIntersectionTypeNode(node)) {
    return conformToMembers(value, membersOfNode(node), path, wrong)
  }
  if (ts.isTypeReferenceNode(node)) return conformToReference(value, node, path, wrong)
  const isGood = keywords[node.kind]?.(value) ?? true
  if (!isGood) return wrong
  if (ts.isArrayTypeNode(node) && Array.isArray(value)) return conformEach(value, node.elementType, path)
  return null
}

const conformEach = (values: readonly unknown[], node: ts.TypeNode, path: string): Problem =>
  values.map((value, index) => conform(value, node, `${path}[${index}]`)).find((problem) => problem !== null) ?? null

const conformToOne = (value: unknown, node: ts.UnionTypeNode, path: string, wrong: string): Problem => {
  const problems = node.types.map((type) => conform(value, type, path))
  if (problems.includes(null)) return null
  // The deepest problem names the member that is wrong, not only the object.
  return problems.filter((problem) => problem !== null && !problem.startsWith(`${path}: `))[0] ?? wrong
}

const conformToReference = (value: unknown, node: ts.TypeReferenceNode, path: string, wrong: string): Problem => {
  const name = node.typeName.getText().replace(/^Electron\./, '')
  const [argument] = node.typeArguments ?? []
  if (name === 'Array') {
    if (!Array.isArray(value)) return wrong
    return argument ? conformEach(value, argument, path) : null
  }
  if (name === 'Promise') return value instanceof Promise ? null : wrong
  if (name === 'GlobalRequest') return value instanceof Request ? null : wrong
  if (name === 'GlobalResponse') return value instanceof Response ? null : wrong
  if (name === 'Record') return typeof value === 'object' && value !== null ? null : wrong
  if (name === 'Event') return conformToMembers(value, membersOfNode(node), path, wrong)
  const declaration = declarationOf(name)
  if (!declaration) return null
  if (ts.isTypeAliasDeclaration(declaration)) return conform(value, declaration.type, path)
  if (!isLive(name)) return conformToMembers(value, membersOf(name, 'instance'), path, wrong)
  const live = typeof value === 'object' && value !== null ? liveTypes.get(value) : undefined
  return live !== undefined && isKindOf(live, name) ? null : wrong
}

const conformToMembers = (value: unknown, members: readonly Member[], path: string, wrong: string): Problem => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong
  const byName = new Map(members.map((member) => [member.name?.getText() ?? '', member]))
  for (const key of Object.keys(value)) {
    if (!byName.has(key)) return `${path}.${key}: there is no such option`
  }
  for (const [name, member] of byName) {
    const given: unknown = Reflect.get(value, name)
    const isOptional = 'questionToken' in member && member.questionToken !== undefined
    if (given === undefined && isOptional) continue
    const type = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member) ? member.type : undefined
    const problem = type ? conform(given, type, `${path}.${name}`) : null
    if (problem !== null) return problem
  }
  return null
}

const literalOf = ({ literal }: ts.LiteralTypeNode): string | number | boolean | null => {
  if (ts.isStringLiteral(literal)) return literal.text
  if (ts.isNumericLiteral(literal)) return Number(literal.text)
  return literal.kind === ts.SyntaxKind.NullKeyword ? null : literal.kind === ts.SyntaxKind.TrueKeyword
}

const show = (value: unknown): string => {
  if (typeof value === 'function') return 'a function'
  if (typeof value === 'object' && value !== null) return liveTypes.get(value) ?? `{${Object.keys(value).join(', ')}}`
  return value === undefined ? 'undefined' : JSON.stringify(value)
}

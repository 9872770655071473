/** What Electron has, read from the `electron.d.ts` of the installed package: the stand-in's only source of truth. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import ts from 'typescript'

/** The side of a type: what an instance has, or what the class itself has. */
export type Side = 'instance' | 'static'
export type Member = ts.TypeElement | ts.ClassElement

const require = createRequire(import.meta.url)
const home = dirname(require.resolve('electron/package.json'))

/** e.g. `45.4.1`. */
export const electronVersion = String((require('electron/package.json') as { version: unknown }).version)

const source = ts.createSourceFile(
  'electron.d.ts',
  readFileSync(join(home, 'electron.d.ts'), 'utf8'),
  ts.ScriptTarget.ES2022,
  true,
)

type Declaration = ts.InterfaceDeclaration | ts.ClassDeclaration | ts.TypeAliasDeclaration

const declarations = new Map<string, Declaration>()
const exported = new Map<string, { readonly type: string; readonly side: Side }>()

const statementsOf = (module: ts.ModuleDeclaration): readonly ts.Statement[] =>
  module.body && ts.isModuleBlock(module.body) ? module.body.statements : []

const readExports = (statement: ts.Statement): void => {
  if (ts.isClassDeclaration(statement) && statement.name) {
    exported.set(statement.name.text, { type: statement.name.text, side: 'static' })
  }
  if (!ts.isVariableStatement(statement)) return
  for (const { name, type } of statement.declarationList.declarations) {
    if (!type) continue
    if (ts.isTypeReferenceNode(type)) exported.set(name.getText(), { type: type.getText(), side: 'instance' })
    if (ts.isTypeQueryNode(type)) exported.set(name.getText(), { type: type.exprName.getText(), side: 'static' })
  }
}

for (const module of source.statements) {
  if (!ts.isModuleDeclaration(module) || module.name.text !== 'Electron') continue
  for (const statement of statementsOf(module)) {
    const isDeclaration =
      ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isTypeAliasDeclaration(statement)
    if (isDeclaration && statement.name) declarations.set(statement.name.text, statement)
    if (ts.isModuleDeclaration(statement) && statement.name.text === 'CrossProcessExports') {
      statementsOf(statement).forEach(readExports)
    }
  }
}

/** What `import { name } from 'electron'` gives; null where there is no such export. */
export const exportOf = (name: string): { readonly type: string; readonly side: Side } | null =>
  exported.get(name) ?? null

/** How Electron declares `name`; null for types that are not Electron's. */
export const declarationOf = (name: string): Declaration | null =>
  declarations.get(name.replace(/^Electron\./, '')) ?? null

const isStatic = (member: Member): boolean =>
  ts.canHaveModifiers(member) &&
  (ts.getModifiers(member) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword)

/** The types that `type` extends, by name. */
const parentsOf = (type: string): readonly string[] => {
  const declaration = declarationOf(type)
  if (!declaration || ts.isTypeAliasDeclaration(declaration)) return []
  return (declaration.heritageClauses ?? []).flatMap((clause) =>
    clause.types.map((parent) => parent.expression.getText()),
  )
}

/** Whether an object of type `type` also is a `wanted`. */
export const isKindOf = (type: string, wanted: string): boolean =>
  type === wanted || parentsOf(type).some((parent) => isKindOf(parent, wanted))

const isEmitter = (type: string): boolean =>
  parentsOf(type).some((parent) => parent.endsWith('EventEmitter') || isEmitter(parent))

/** The members of a type called `name`, overloads and inherited ones included; empty where it has none. */
export const membersNamed = (type: string, side: Side, name: string): readonly Member[] =>
  membersOf(type, side).filter((member) => member.name?.getText().replace(/^['"]|['"]$/g, '') === name)

/** All members of a type, inherited ones included. */
export const membersOf = (type: string, side: Side): readonly Member[] => {
  const declaration = declarationOf(type)
  if (!declaration) return []
  if (ts.isTypeAliasDeclaration(declaration)) {
    const parameters = declaration.typeParameters?.map((parameter) => parameter.name.text) ?? []
    return side === 'instance' ? membersOfNode(declaration.type, parameters) : []
  }
  const own = [...declaration.members].filter((member) => isStatic(member) === (side === 'static'))
  return [...own, ...parentsOf(type).flatMap((parent) => membersOf(parent, side))]
}

/** The constructors of a class; empty where an app may not construct it. */
export const constructorsOf = (type: string): readonly ts.ConstructorDeclaration[] => {
  const declaration = declarationOf(type)
  if (!declaration || !ts.isClassDeclaration(declaration)) return []
  return declaration.members.filter((member) => ts.isConstructorDeclaration(member))
}

/**
 * The members of a type that is written out: a literal, a reference, or several joined by `&`. Names of type
 * `parameters` are not looked up; what is put in for them comes with the reference.
 */
export const membersOfNode = (node: ts.TypeNode, parameters: readonly string[] = []): readonly Member[] => {
  if (ts.isParenthesizedTypeNode(node)) return membersOfNode(node.type, parameters)
  if (ts.isTypeLiteralNode(node)) return [...node.members]
  if (ts.isIntersectionTypeNode(node)) return node.types.flatMap((type) => membersOfNode(type, parameters))
  if (!ts.isTypeReferenceNode(node) || parameters.includes(node.typeName.getText())) return []
  const filledIn = (node.typeArguments ?? []).flatMap((argument) => membersOfNode(argument))
  return [...membersOf(node.typeName.getText(), 'instance'), ...filledIn]
}

/** Methods of node's EventEmitter, for types that extend it and do not declare the method themselves. */
const emitterMethods = new Set(['on', 'once', 'off', 'addListener', 'removeListener', 'removeAllListeners', 'emit'])
export const isEmitterMethod = (type: string, side: Side, name: string): boolean =>
  side === 'instance' && emitterMethods.has(name) && isEmitter(type)

/** Whether values of the type are Electron's own objects, with methods, and not plain data that an app may write. */
export const isLive = (type: string): boolean => {
  const declaration = declarationOf(type)
  if (!declaration || ts.isTypeAliasDeclaration(declaration)) return false
  if (ts.isClassDeclaration(declaration) || isEmitter(type)) return true
  return membersOf(type, 'instance').some((member) => ts.isMethodSignature(member))
}

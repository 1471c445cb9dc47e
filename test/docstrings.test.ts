import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };

const folders: Record<string, string> = {
  ".": "index",
  "./luxon": "adapters/luxon",
  "./icaljs": "adapters/icaljs",
};

/** The source of each entry that `package.json` exports. */
const entries = Object.keys(manifest.exports)
  .filter((name) => !name.endsWith(".json"))
  .map((name) => `src/${folders[name] ?? `${name.slice(2)}/index`}.ts`);

type Field = ts.PropertySignature | ts.MethodSignature;

interface Found {
  readonly name: string;
  readonly documented: boolean;
}

type Declared = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

const sources = new Map<string, ts.SourceFile>();

/** A file as it is written. Only what exports come through is read: a program of all files takes ten times as long. */
function sourceOf(file: string): ts.SourceFile {
  const source =
    sources.get(file) ?? ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ESNext, true);
  sources.set(file, source);
  return source;
}

/** The file that an import or export names, the file itself where it names none, nothing for another package. */
function namedFile(file: string, { moduleSpecifier }: ts.ImportDeclaration | ts.ExportDeclaration) {
  if (moduleSpecifier === undefined) return file;
  const name = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
  return name.startsWith(".") ? join(dirname(file), name) : undefined;
}

/** Every interface and type that a file exports. */
function exportedTypes(file: string): Declared[] {
  return sourceOf(file).statements.flatMap((statement) => {
    if (isDeclared(statement)) return isExported(statement) ? [statement] : [];
    if (!ts.isExportDeclaration(statement)) return [];
    const from = namedFile(file, statement);
    if (from === undefined) return [];
    if (statement.exportClause === undefined) return exportedTypes(from);
    return specifiers(statement).flatMap((one) => declaredAs(from, (one.propertyName ?? one.name).text));
  });
}

/** The interface or type of a name that a file declares, or has from another. */
function declaredAs(file: string, name: string): Declared[] {
  const { statements } = sourceOf(file);
  const own = statements.filter(isDeclared).filter((one) => one.name.text === name);
  if (own.length > 0) return own;
  return statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const from = namedFile(file, statement);
    if (from === undefined || from === file) return [];
    return specifiers(statement)
      .filter((one) => one.name.text === name)
      .flatMap((one) => declaredAs(from, (one.propertyName ?? one.name).text));
  });
}

function specifiers(statement: ts.ImportDeclaration | ts.ExportDeclaration) {
  const named = ts.isExportDeclaration(statement)
    ? statement.exportClause
    : statement.importClause?.namedBindings;
  return named !== undefined && (ts.isNamedExports(named) || ts.isNamedImports(named))
    ? [...named.elements]
    : [];
}

function isDeclared(node: ts.Node): node is Declared {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
}

function isExported({ modifiers }: Declared): boolean {
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
}

/** The fields of one type. What stands in a literal of one line is told of by the docstring above that line. */
function fieldsOf(type: Declared): Found[] {
  const file = type.getSourceFile();
  const found: Found[] = [];
  const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  const inOneLine = (node: ts.Node) =>
    ts.isTypeLiteralNode(node) && lineOf(node.getStart()) === lineOf(node.getEnd());
  const visit = (node: ts.Node, path: string, covered: boolean) => {
    ts.forEachChild(node, (child) => {
      if (!isField(child)) return visit(child, path, covered || inOneLine(child));
      const name = `${path}.${child.name.getText()}`;
      const documented = covered || ts.getJSDocCommentsAndTags(child).length > 0;
      found.push({ name: `${relative(process.cwd(), file.fileName)} ${name}`, documented });
      visit(child, name, covered);
    });
  };
  visit(type, type.name.text, false);
  return found;
}

function isField(node: ts.Node): node is Field {
  return ts.isPropertySignature(node) || ts.isMethodSignature(node);
}

const types = [...new Set(entries.flatMap(exportedTypes))];

it("finds the public types through every entry", () => {
  expect(entries.filter((file) => !existsSync(file))).toEqual([]);
  const names = types.map((type) => type.name.text);
  expect(names).toEqual(
    expect.arrayContaining(["InviteInput", "Person", "SmartInviteJson", "AttendanceView", "InboundEmail"]),
  );
});

it("has a docstring on every public type", () => {
  const bare = types.filter((type) => ts.getJSDocCommentsAndTags(type).length === 0);
  expect(bare.map((type) => type.name.text)).toEqual([]);
});

it("has a docstring on every public field: what it is, its unit, what calendars do with it", () => {
  const fields = types.flatMap(fieldsOf);
  expect(fields.length).toBeGreaterThan(500);
  expect(fields.filter(({ documented }) => !documented).map(({ name }) => name)).toEqual([]);
});

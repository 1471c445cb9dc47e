import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "rolldown/utils";
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

type Statement = ReturnType<typeof parseSync>["program"]["body"][number];
type Linked = Extract<Statement, { readonly type: "ImportDeclaration" | "ExportNamedDeclaration" }>;
type Declaration = Extract<Statement, { readonly type: "TSInterfaceDeclaration" | "TSTypeAliasDeclaration" }>;

/** Part of a source, from one character to another. */
interface Part {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly statements: readonly Statement[];
  /** Where docstrings end. */
  readonly docstringEnds: readonly number[];
}

/** A public type. `start` is where its docstring ends: before `export`, where that stands at the type itself. */
interface Declared {
  readonly source: Source;
  readonly name: string;
  readonly start: number;
  readonly exported: boolean;
  readonly declaration: Declaration;
}

interface Found {
  readonly name: string;
  readonly documented: boolean;
}

const sources = new Map<string, Source>();

/** A file as it is written, taken apart by the parser that the build uses too: TypeScript's takes half a second to load. */
function sourceOf(file: string): Source {
  const source = sources.get(file) ?? readSource(file);
  sources.set(file, source);
  return source;
}

function readSource(file: string): Source {
  const text = readFileSync(file, "utf8");
  const { program, comments, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const docstrings = comments.filter(({ type, value }) => type === "Block" && value.startsWith("*"));
  return { file, text, statements: program.body, docstringEnds: docstrings.map(({ end }) => end) };
}

/** The types that a file declares itself. */
function typesIn(source: Source): Declared[] {
  return source.statements.flatMap((statement) => {
    const exported = statement.type === "ExportNamedDeclaration";
    const declaration = exported ? statement.declaration : statement;
    if (declaration?.type !== "TSInterfaceDeclaration" && declaration?.type !== "TSTypeAliasDeclaration") {
      return [];
    }
    return [{ source, name: declaration.id.name, start: statement.start, exported, declaration }];
  });
}

/** The file that an import or export names, the file itself where it names none, nothing for another package. */
function namedFile(file: string, name: string | undefined): string | undefined {
  if (name === undefined) return file;
  return name.startsWith(".") ? join(dirname(file), name) : undefined;
}

/** Every interface and type that a file exports. */
function exportedTypes(file: string): Declared[] {
  const source = sourceOf(file);
  const passedOn = source.statements.flatMap((statement) => {
    if (statement.type === "ExportAllDeclaration") {
      const from = namedFile(file, statement.source.value);
      return from === undefined ? [] : exportedTypes(from);
    }
    if (statement.type !== "ExportNamedDeclaration") return [];
    const from = namedFile(file, statement.source?.value);
    if (from === undefined) return [];
    return statement.specifiers.flatMap(({ local }) => declaredAs(from, nameOf(local)));
  });
  return [...typesIn(source).filter(({ exported }) => exported), ...passedOn];
}

/** The interface or type of a name that a file declares, or has from another. */
function declaredAs(file: string, name: string): Declared[] {
  const source = sourceOf(file);
  const own = typesIn(source).filter((type) => type.name === name);
  if (own.length > 0) return own;
  return source.statements.flatMap((statement) => {
    if (statement.type !== "ImportDeclaration" && statement.type !== "ExportNamedDeclaration") return [];
    const from = namedFile(file, statement.source?.value);
    if (from === undefined || from === file) return [];
    return namesIn(statement)
      .filter(({ here }) => here === name)
      .flatMap(({ there }) => declaredAs(from, there));
  });
}

/** What each name of an import or export is called in the file, and in the file that it comes from. */
function namesIn(statement: Linked): { readonly here: string; readonly there: string }[] {
  if (statement.type === "ExportNamedDeclaration") {
    return statement.specifiers.map(({ local, exported }) => ({
      here: nameOf(exported),
      there: nameOf(local),
    }));
  }
  return statement.specifiers.flatMap((one) =>
    one.type === "ImportSpecifier" ? [{ here: one.local.name, there: nameOf(one.imported) }] : [],
  );
}

type Name = { readonly name: string } | { readonly value: string };

function nameOf(name: Name): string {
  return "name" in name ? name.name : name.value;
}

/** Whether a docstring ends where something begins, or before the blank space before it. */
function isDocumented({ text, docstringEnds }: Source, start: number): boolean {
  return docstringEnds.some((end) => end <= start && text.slice(end, start).trim() === "");
}

/** The fields of one type. What stands in a literal of one line is told of by the docstring above that line. */
function fieldsOf({ source, name, declaration }: Declared): Found[] {
  const found: Found[] = [];
  const visit = (part: Part, path: string, covered: boolean) => {
    for (const inner of partsOf(part)) {
      if (!isField(inner)) {
        visit(inner, path, covered || isLiteralOfOneLine(source, inner));
        continue;
      }
      const own = `${path}.${source.text.slice(inner.key.start, inner.key.end)}`;
      found.push({ name: `${source.file} ${own}`, documented: covered || isDocumented(source, inner.start) });
      visit(inner, own, covered);
    }
  };
  visit(declaration, name, false);
  return found;
}

function partsOf(part: Part): Part[] {
  return Object.values(part).flat().filter(isPart);
}

function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function isField(part: Part): part is Part & { readonly key: Part } {
  return part.type === "TSPropertySignature" || part.type === "TSMethodSignature";
}

function isLiteralOfOneLine({ text }: Source, { type, start, end }: Part): boolean {
  return type === "TSTypeLiteral" && !text.slice(start, end).includes("\n");
}

const types = [
  ...new Map(
    entries.flatMap(exportedTypes).map((type) => [`${type.source.file} ${type.name}`, type]),
  ).values(),
];

it("finds the public types through every entry", () => {
  expect(entries.filter((file) => !existsSync(file))).toEqual([]);
  const names = types.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(["InviteInput", "Person", "SmartInviteJson", "AttendanceView", "InboundEmail"]),
  );
});

it("has a docstring on every public type", () => {
  const bare = types.filter(({ source, start }) => !isDocumented(source, start));
  expect(bare.map(({ name }) => name)).toEqual([]);
});

it("has a docstring on every public field: what it is, its unit, what calendars do with it", () => {
  const fields = types.flatMap(fieldsOf);
  expect(fields.length).toBeGreaterThan(500);
  expect(fields.filter(({ documented }) => !documented).map(({ name }) => name)).toEqual([]);
});

import { relative } from "node:path";
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

const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());

type Field = ts.PropertySignature | ts.MethodSignature;

interface Found {
  readonly name: string;
  readonly documented: boolean;
}

/** Every interface and type that an entry exports, under any of its names. */
function exportedTypes(files: readonly string[]): (ts.InterfaceDeclaration | ts.TypeAliasDeclaration)[] {
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  const declarations = files.flatMap((file) => {
    const source = program.getSourceFile(file);
    const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
    const symbols = module === undefined ? [] : checker.getExportsOfModule(module);
    return symbols.flatMap((symbol) =>
      symbol.flags & ts.SymbolFlags.Alias
        ? (checker.getAliasedSymbol(symbol).declarations ?? [])
        : (symbol.declarations ?? []),
    );
  });
  return [...new Set(declarations)].filter(
    (node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node),
  );
}

/** The fields of one type. What stands in a literal of one line is told of by the docstring above that line. */
function fieldsOf(type: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): Found[] {
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

const types = exportedTypes(entries);

it("finds the public types through every entry", () => {
  expect(entries.filter((file) => !ts.sys.fileExists(file))).toEqual([]);
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

import { piecesOf } from "./pieces-of.ts";

/** What an element is given: attributes by name; `true` sets one without a value, `undefined` and `false` leave it out. */
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * An element with its children. Text goes in as text: nothing that a message says can become markup, and what is not seen
 * in it, such as a change of direction, is shown as its number.
 *
 * @example
 * element("p", { class: "note" }, "See ", element("b", {}, "this")) // <p class="note">See <b>this</b></p>
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(
    ...children.flatMap((child) => (typeof child === "string" ? visibleNodes(child) : (child ?? []))),
  );
  return made;
}

function visibleNodes(text: string): (Node | string)[] {
  return piecesOf(text).map((piece) => {
    if (!piece.unseen) return piece.text;
    const mark = document.createElement("span");
    mark.className = "unseen";
    mark.textContent = piece.text;
    return mark;
  });
}

/** The page's own element of an id and a kind; the page is ours, so that it is there. */
export function byId<T extends HTMLElement>(id: string, kind: { new (): T }): T {
  const found = document.getElementById(id);
  return found instanceof kind ? found : new kind();
}

/** A button that does something. */
export function button(label: string, act: () => void, kind?: string): HTMLButtonElement {
  const made = element("button", { type: "button", class: kind }, label);
  made.addEventListener("click", act);
  return made;
}

/** A section under a heading; nothing where it would be empty. */
export function section(title: string, ...children: readonly (Node | undefined)[]): HTMLElement | undefined {
  const there = children.filter((child) => child !== undefined);
  return there.length === 0 ? undefined : element("section", {}, element("h2", {}, title), ...there);
}

/** What there is to know, by name; nothing where nothing is known. */
export function facts(rows: readonly (readonly [string, string | undefined])[]): HTMLElement | undefined {
  const there = rows.flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [element("dt", {}, name), element("dd", {}, value)],
  );
  return there.length === 0 ? undefined : element("dl", {}, ...there);
}

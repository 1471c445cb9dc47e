import { startReading } from "./reading.ts";
import { byId, element } from "./view/element.ts";
import { startWriting } from "./writing.ts";

/** The whole page: two tabs, on the public entries alone. Nothing that is opened or typed here leaves it. */
function start(): void {
  const now = new Date(Math.floor(performance.timeOrigin / 1_000) * 1_000);
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  fillZones(byId("zone", HTMLSelectElement), here);
  fillZones(byId("tzid", HTMLSelectElement), "Europe/London");
  fillZones(byId("readerZone", HTMLSelectElement), "", "the event's own");
  startTabs();
  startReading(now);
  startWriting(now);
}

function fillZones(select: HTMLSelectElement, chosen: string, none?: string): void {
  const zones = [
    ...new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), ...(chosen === "" ? [] : [chosen])]),
  ];
  select.append(...(none === undefined ? [] : [element("option", { value: "" }, none)]));
  select.append(...zones.map((zone) => element("option", { value: zone, selected: zone === chosen }, zone)));
}

/** Tabs as the ARIA practices describe them: the arrows choose, Tab goes on to the panel. */
function startTabs(): void {
  const tabs = [byId("read-tab", HTMLButtonElement), byId("write-tab", HTMLButtonElement)];
  const choose = (chosen: HTMLButtonElement) => {
    for (const tab of tabs) {
      const selected = tab === chosen;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
      byId(tab.getAttribute("aria-controls") ?? "", HTMLElement).hidden = !selected;
    }
  };
  for (const [at, tab] of tabs.entries()) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", ({ key }) => {
      if (key !== "ArrowRight" && key !== "ArrowLeft") return;
      const next = tabs[(at + 1) % tabs.length] ?? tab;
      choose(next);
      next.focus();
    });
  }
}

start();

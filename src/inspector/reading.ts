import { exampleEmails } from "./example.ts";
import { countFindings, type Inspection, inspect } from "./inspect/inspect.ts";
import { byId } from "./view/element.ts";
import { inspectionView } from "./view/inspection-view.ts";

/** At most so many files are looked at together. */
const mostFiles = 20;

/** What is to be looked into, and how its bytes are had. */
interface Source {
  readonly name: string;
  readonly read: () => Promise<Uint8Array>;
}

/** The half of the page that looks into files. It opens with its example, so that a newcomer sees what it is for. */
export function startReading(now: Date): void {
  const results = byId("results", HTMLDivElement);
  const told = byId("told", HTMLParagraphElement);
  const pasted = byId("pasted", HTMLTextAreaElement);
  const files = byId("files", HTMLInputElement);
  const zone = byId("zone", HTMLSelectElement);
  let inspections: readonly Inspection[] = [];
  let latest = 0;
  const show = () =>
    results.replaceChildren(...inspections.map((one) => inspectionView(one, inspections, zone.value)));
  const look = async (sources: readonly Source[]) => {
    latest += 1;
    const run = latest;
    const chosen = sources.slice(0, mostFiles);
    const found = await Promise.all(chosen.map(({ name, read }) => inspect(name, read)));
    // A later choice may have been quicker, and it counts.
    if (run !== latest) return;
    inspections = found;
    told.textContent = summary(inspections, sources.length - chosen.length);
    show();
  };
  const lookAtFiles = (list: Iterable<File>) => {
    pasted.value = "";
    return look(Array.from(list, fileSource));
  };

  zone.addEventListener("change", show);
  pasted.addEventListener("input", () => {
    files.value = "";
    return look(pasted.value.trim() === "" ? [] : [textSource("What was pasted", pasted.value)]);
  });
  files.addEventListener("change", () => lookAtFiles(files.files ?? []));
  const lookAtExample = () => {
    files.value = "";
    pasted.value = "";
    return look(exampleEmails(now).map(({ name, raw }) => textSource(name, raw)));
  };
  byId("example", HTMLButtonElement).addEventListener("click", lookAtExample);
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    const dropped = event.dataTransfer?.files;
    if (dropped === undefined || dropped.length === 0) return;
    files.value = "";
    lookAtFiles(dropped);
  });
  lookAtExample();
}

/** Reading refuses a folder, and a file that is gone or changed since it was chosen. */
function fileSource(file: File): Source {
  return { name: file.name, read: async () => new Uint8Array(await file.arrayBuffer()) };
}

function textSource(name: string, text: string): Source {
  return { name, read: async () => new TextEncoder().encode(text) };
}

function summary(inspections: readonly Inspection[], left: number): string {
  if (inspections.length === 0) return "";
  const { findings, errors } = countFindings(inspections);
  const said = `Looked into: ${inspections.length}. Findings: ${findings}, of which errors: ${errors}.`;
  return left === 0 ? said : `${said} Left out: ${left}, because ${mostFiles} are looked at together.`;
}

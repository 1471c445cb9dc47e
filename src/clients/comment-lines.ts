import { type ContentLine, firstLine } from "../icalendar/component.ts";
import { textLine } from "../icalendar/write.ts";
import type { AnswerTarget } from "../reply/target.ts";
import type { Facts } from "./answer-facts.ts";
import type { CommentShape } from "./dialects/dialect.ts";
import { escapeHtml } from "./escape-html.ts";

/** A line in the language of the person who answers. */
export function spokenLine(name: string, text: string, { dialect, tag }: Facts): ContentLine {
  return textLine(name, text, { LANGUAGE: dialect.language === true ? tag : undefined });
}

function putsCommentIn(facts: Facts, place: CommentShape["in"][number]): boolean {
  return facts.dialect.comment?.in.includes(place) === true;
}

/** DESCRIPTION: the comment where the client puts it there, else what the invitation says. */
export function descriptionLine(facts: Facts, { component, event }: AnswerTarget): ContentLine | undefined {
  const ending = facts.dialect.comment?.ending;
  const said = putsCommentIn(facts, "DESCRIPTION") && !repeatsDescription(facts, event.description);
  if (said && (facts.comment !== undefined || ending !== undefined)) {
    return textLine("DESCRIPTION", `${facts.comment ?? ""}${ending ?? ""}`);
  }
  const line = firstLine(component, "DESCRIPTION");
  return line === undefined ? undefined : { ...line, line: 0 };
}

/** Whether the comment is the description of the event: written as DESCRIPTION it could not be told from it. */
function repeatsDescription({ comment }: Facts, description: string | undefined): boolean {
  return comment !== undefined && comment.trim() === description?.trim();
}

/** COMMENT. KCalendarCore writes it too, of which KOrganizer makes no use but here. */
export function commentLine(facts: Facts, { event }: AnswerTarget): ContentLine | undefined {
  const { comment, dialect } = facts;
  const rest = putsCommentIn(facts, "DESCRIPTION") && repeatsDescription(facts, event.description);
  if (!putsCommentIn(facts, "COMMENT") && !rest) return undefined;
  const ending = dialect.comment?.ending;
  if (comment === undefined && ending === undefined) return undefined;
  return spokenLine("COMMENT", `${comment ?? ""}${ending ?? ""}`, facts);
}

/** X-ALT-DESC: the comment as Outlook's HTML. */
export function altDescriptionLine({ comment }: Facts): ContentLine {
  return textLine("X-ALT-DESC", htmlDocument(comment ?? ""), { FMTTYPE: "text/html" });
}

function htmlDocument(comment: string): string {
  const body = escapeHtml(comment).replaceAll("\n", "<BR>\n");
  return `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2//EN">\n<HTML>\n<BODY>\n${body}\n</BODY>\n</HTML>`;
}

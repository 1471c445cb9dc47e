import { expect } from "vitest";
import { answerAs, type Client } from "../../../src/clients/index.ts";
import {
  createInvite,
  currentMessages,
  type Invite,
  type InviteInput,
  type OutgoingMessage,
  openEmail,
  type Proposal,
  receive,
  statusOf,
  updateInvite,
} from "../../../src/index.ts";
import type { AnswerInput } from "../../../src/reply/answer-input.ts";
import { epochOf, formatPoint, type Point } from "../../../src/time/point.ts";
import { type AnswerPlan, canonicalComment, occurrenceOf, proposalFor } from "../arbitrary/client-answer.ts";
import { pointOf } from "../checked-event.ts";

const invitedAt = new Date("2023-06-01T08:00:00Z");
const changedAt = new Date("2023-06-01T09:00:00Z");
const answeredAt = new Date("2023-06-02T10:20:30Z");

/**
 * The law that ties sending and receiving together: what a client can say, `receive` hears, exactly.
 *
 * Zones are heard as they were said, but for clients that write UTC: then the event's zone is shown.
 */
export async function isHeardExactly(client: Client, input: InviteInput, plan: AnswerPlan): Promise<void> {
  const { invite, request, as } = scene(client, input, plan);
  const { raw, envelope } = answerAs(client, request, as, { now: answeredAt });
  const received = receive(invite, await openEmail(raw), { now: answeredAt });
  expect(received.outcome).toMatchObject({ kind: "applied" });
  expect(envelope.to).toHaveLength(1);
  const instance = as.instance === undefined ? {} : { instance: as.instance };
  const [answer] = statusOf(received.invite, instance).recipients;
  const { proposal, ...said } = answer ?? { status: "nobody" };
  const comment = isEcho(client, invite, as) ? "" : canonicalComment(as.comment ?? "");
  expect(said).toEqual({
    // As the invite has it, whatever name the answer gives.
    ...invite.plan.recipients[0],
    status: as.status,
    ...(comment === "" ? {} : { comment }),
  });
  // The time that is planned already is no other time.
  const { event } = statusOf(invite, instance);
  const ownTime = JSON.stringify(momentsOf(as.proposal)) === JSON.stringify(momentsOf(event));
  expect(momentsOf(proposal)).toEqual(ownTime ? undefined : momentsOf(as.proposal));
  if (!ownTime && saidInOneZone(as.proposal, invite)) expect(proposal).toEqual(as.proposal);
}

/**
 * KOrganizer puts a comment in the place of the DESCRIPTION. Where an occurrence has a description of its own, a comment that says
 * word for word what the series says cannot be told from the series' description sent back, which is what its absence looks like.
 */
function isEcho(client: Client, { plan }: Invite, { comment }: AnswerInput): boolean {
  const { description } = plan.event;
  if (client !== "korganizer" || comment === undefined || description === undefined) return false;
  const changed = plan.occurrences.some(({ changes }) => changes?.description !== undefined);
  return changed && canonicalComment(comment) === canonicalComment(description);
}

/** An organizer's state, the message that a person got, and what that person says to it. */
function scene(
  client: Client,
  input: InviteInput,
  plan: AnswerPlan,
): { invite: Invite; request: OutgoingMessage; as: AnswerInput } {
  const created = createInvite(input, { now: invitedAt });
  const event = created.invite.plan.event;
  const start = plan.occurrence === undefined ? undefined : occurrenceOf(event, plan.occurrence);
  const instance = start === undefined ? undefined : formatPoint(start);
  const { invite, request, about } = changed(created.invite, start, plan.changed);
  const wholeSeries = event.recurrence !== undefined && instance === undefined;
  const single = client === "outlook" || client === "exchange";
  const proposes = plan.proposal !== undefined && !(single && wholeSeries);
  return {
    invite,
    request,
    as: {
      email: "jane@example.test",
      ...(plan.name ? { name: plan.name } : {}),
      status: plan.status,
      ...(plan.comment === undefined ? {} : { comment: plan.comment }),
      ...(instance === undefined ? {} : { instance }),
      ...(proposes && plan.proposal !== undefined ? { proposal: proposalFor(about, plan.proposal) } : {}),
    },
  };
}

function changed(
  invite: Invite,
  start: Point | undefined,
  wanted: boolean,
): { invite: Invite; request: OutgoingMessage; about: { start: Proposal["start"]; end: Proposal["end"] } } {
  const { event } = invite.plan;
  const first = pointOf(event.start);
  const end = pointOf(event.end);
  const at = start ?? first;
  const about = { start: formatPoint(at), end: formatPoint(moved(end, epochOf(at) - epochOf(first))) };
  const next =
    wanted && start !== undefined
      ? updateInvite(
          invite,
          { event: { start: formatPoint(moved(start, 86_400_000)), description: "Bring the minutes" } },
          { now: changedAt, instance: formatPoint(start) },
        ).invite
      : invite;
  const [request] = currentMessages(next, { now: changedAt, recipients: ["jane@example.test"] });
  if (request === undefined) throw new Error("nobody was invited");
  return { invite: next, request, about };
}

function moved(point: Point, by: number): Point {
  const days = Math.round(by / 86_400_000) * 86_400_000;
  return point.kind === "date"
    ? { ...point, wall: point.wall + days }
    : { ...point, instant: point.instant + by };
}

/** What a proposal says whatever zone it is shown in. */
function momentsOf(
  proposal: Pick<NonNullable<AnswerInput["proposal"]>, "start" | "end"> | undefined,
): unknown {
  if (proposal === undefined) return undefined;
  return [proposal.start, proposal.end].map((time) => {
    const point = typeof time === "object" && "tzid" in time ? pointOf(time) : undefined;
    return point?.kind === "date" ? { wall: point.wall } : { instant: point?.instant };
  });
}

function saidInOneZone(proposal: AnswerInput["proposal"], { plan }: Invite): boolean {
  const times = proposal === undefined ? [] : [proposal.start, proposal.end];
  return times.every(
    (time) => typeof time === "object" && "tzid" in time && time.tzid === plan.event.start.tzid,
  );
}

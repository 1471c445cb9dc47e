/** What an email is about, as far as its words go. */
export type Occasion =
  | "invitation"
  | "repeated"
  | "updated"
  | "cancelled"
  | "cancelledDate"
  | "uninvited"
  | "accepted"
  | "tentative"
  | "declined"
  | "delegated"
  | "pending"
  | "counter"
  | "declinecounter"
  | "refresh"
  | "publish"
  | "add";

/** `one`: without INTERVAL; `many`: with it, as `{n}`. */
interface FrequencyWords {
  readonly one: string;
  readonly many: string;
}

/** How the dates of a series are told that are more than a weekday: `{nth}`, `{day}`, `{n}` and `{months}` are filled in. */
interface DateWords {
  /** A day by its place in the month: `{nth}` is one of `nth`, `{day}` a weekday, or `day`. */
  readonly placed: string;
  /** The places in the month. Where a language has two forms, they stand like `primeiro|primeira`; the second is for the weekdays of `feminine`. */
  readonly nth: Readonly<Record<"1" | "2" | "3" | "4" | "5" | "last", string>>;
  /** The weekdays whose `nth` has the second form, as RRULE names them: `SA,SU`. */
  readonly feminine: string;
  /** What the last day of a month is called behind `nth`. */
  readonly day: string;
  /** A day of the month by its number: `{n}`. */
  readonly monthDay: string;
  /** The only months of a series: `{months}`. */
  readonly months: string;
  /** Stands for dates that no short words name. */
  readonly other: string;
}

/** The words of one language. `{summary}`, `{name}`, `{n}`, `{date}` and `{days}` are filled in. */
export interface Wording {
  /** Subject line, by what the letter is about. */
  readonly subject: Readonly<Record<Occasion, string>>;
  /** First line of the letter, by what it is about. */
  readonly heading: Readonly<Record<Occasion, string>>;
  /** The names in front of the facts of the event. */
  readonly label: {
    /** In front of the time, in the event's zone. */
    readonly time: string;
    /** In front of the time in the reader's own zone. */
    readonly yourTime: string;
    /** In front of how often the event repeats. */
    readonly recurrence: string;
    /** In front of the place. */
    readonly location: string;
    /** In front of the page about the event. */
    readonly url: string;
    /** In front of the link of the meeting. */
    readonly conferenceUrl: string;
    /** In front of whose event it is. */
    readonly organizer: string;
    /** In front of who else is invited. */
    readonly guests: string;
    /** In front of the title, among the changes. */
    readonly summary: string;
    /** In front of the description. */
    readonly description: string;
    /** In front of what the sender writes to the reader. */
    readonly comment: string;
    /** In front of another time that is proposed. */
    readonly proposal: string;
    /** Above what an update has changed. */
    readonly changes: string;
    /** In front of what was there before a change. */
    readonly was: string;
    /** In front of what is there after a change. */
    readonly now: string;
    /** In front of the links to files. */
    readonly attachments: string;
    /** In front of whether the event is a hold. */
    readonly status: string;
    /** In front of guests who have come. */
    readonly added: string;
    /** In front of guests who have gone. */
    readonly removed: string;
  };
  /** The status of a hold. */
  readonly tentative: string;
  /** The status of an event that is no hold any more. */
  readonly confirmed: string;
  /** Stands for the guests that are not listed: `{n}`. */
  readonly more: string;
  /** Says that the letter is about one date of a series. */
  readonly occurrence: string;
  /** Tells a reader whose program shows no buttons what to do. */
  readonly howToAnswer: string;
  /** Stands above the buttons, where the letter has links to answer with. */
  readonly answerHere: string;
  /** On the three buttons. */
  readonly button: Readonly<Record<"accepted" | "tentative" | "declined", string>>;
  /** How often, without (`one`) and with INTERVAL (`many`). */
  readonly frequency: Readonly<Record<"DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY", FrequencyWords>>;
  /** The days of the week of a series: `{days}`. */
  readonly onDays: string;
  /** The other dates of a series. Without them it is told how often the series happens, where that is all there is to say or true as it is. */
  readonly dates?: DateWords | undefined;
  /** The last day of a series: `{date}`. */
  readonly until: string;
  /** How often a series happens in all: `{n}`. */
  readonly times: string;
}

const en: Wording = {
  subject: {
    invitation: "Invitation: {summary}",
    repeated: "Invitation: {summary}",
    updated: "Updated: {summary}",
    cancelled: "Cancelled: {summary}",
    cancelledDate: "Cancelled: {summary}",
    uninvited: "Cancelled: {summary}",
    accepted: "Accepted: {summary}",
    tentative: "Tentatively accepted: {summary}",
    declined: "Declined: {summary}",
    delegated: "Delegated: {summary}",
    pending: "Not yet answered: {summary}",
    counter: "New time proposed: {summary}",
    declinecounter: "Proposed time declined: {summary}",
    refresh: "Please send again: {summary}",
    publish: "Event: {summary}",
    add: "Date added: {summary}",
  },
  heading: {
    invitation: "{name} has invited you",
    repeated: "Your invitation from {name}, as it stands now",
    updated: "{name} has changed this event",
    cancelled: "{name} has cancelled this event",
    cancelledDate: "{name} has cancelled one date",
    uninvited: "{name} has taken you off the guest list",
    accepted: "{name} has accepted",
    tentative: "{name} has accepted tentatively",
    declined: "{name} has declined",
    delegated: "{name} has delegated the invitation",
    pending: "{name} has not decided yet",
    counter: "{name} proposes another time",
    declinecounter: "{name} has declined the time you proposed",
    refresh: "{name} asks for the latest version of this event",
    publish: "{name} has published this event",
    add: "{name} has added a date to this event",
  },
  label: {
    time: "When",
    yourTime: "In your time zone",
    recurrence: "Repeats",
    location: "Where",
    url: "Link",
    conferenceUrl: "Join",
    organizer: "Organizer",
    guests: "Guests",
    summary: "Title",
    description: "Description",
    comment: "Message",
    proposal: "Proposed time",
    changes: "What has changed",
    was: "Before",
    now: "Now",
    attachments: "Files",
    status: "Status",
    added: "Added",
    removed: "Removed",
  },
  tentative: "This is a hold: it is not confirmed yet.",
  confirmed: "Confirmed",
  more: "and {n} more",
  occurrence: "This is only about the date of {date}.",
  howToAnswer:
    "Answer with the buttons in your mail or calendar app. If you see none, open the file invite.ics.",
  answerHere: "Answer here, without a calendar:",
  button: { accepted: "Accept", tentative: "Maybe", declined: "Decline" },
  frequency: {
    DAILY: { one: "every day", many: "every {n} days" },
    WEEKLY: { one: "every week", many: "every {n} weeks" },
    MONTHLY: { one: "every month", many: "every {n} months" },
    YEARLY: { one: "every year", many: "every {n} years" },
  },
  onDays: "{days}",
  dates: {
    placed: "on the {nth} {day}",
    nth: {
      1: "first",
      2: "second",
      3: "third",
      4: "fourth",
      5: "fifth",
      last: "last",
    },
    feminine: "",
    day: "day",
    monthDay: "on day {n}",
    months: "in {months}",
    other: "as shown in your calendar",
  },
  until: "until {date}",
  times: "{n} times",
};

const de: Wording = {
  subject: {
    invitation: "Einladung: {summary}",
    repeated: "Einladung: {summary}",
    updated: "Geändert: {summary}",
    cancelled: "Abgesagt: {summary}",
    cancelledDate: "Abgesagt: {summary}",
    uninvited: "Abgesagt: {summary}",
    accepted: "Zugesagt: {summary}",
    tentative: "Mit Vorbehalt zugesagt: {summary}",
    declined: "Abgelehnt: {summary}",
    delegated: "Weitergegeben: {summary}",
    pending: "Noch nicht beantwortet: {summary}",
    counter: "Anderer Termin vorgeschlagen: {summary}",
    declinecounter: "Terminvorschlag abgelehnt: {summary}",
    refresh: "Bitte erneut senden: {summary}",
    publish: "Termin: {summary}",
    add: "Weiterer Termin: {summary}",
  },
  heading: {
    invitation: "{name} lädt Sie ein",
    repeated: "Ihre Einladung von {name}, wie sie jetzt gilt",
    updated: "{name} hat diesen Termin geändert",
    cancelled: "{name} hat diesen Termin abgesagt",
    cancelledDate: "{name} hat einen Termin der Reihe abgesagt",
    uninvited: "{name} hat Sie von der Gästeliste genommen",
    accepted: "{name} hat zugesagt",
    tentative: "{name} hat mit Vorbehalt zugesagt",
    declined: "{name} hat abgelehnt",
    delegated: "{name} hat die Einladung weitergegeben",
    pending: "{name} hat sich noch nicht entschieden",
    counter: "{name} schlägt einen anderen Termin vor",
    declinecounter: "{name} hat Ihren Terminvorschlag abgelehnt",
    refresh: "{name} bittet um die neueste Fassung dieses Termins",
    publish: "{name} hat diesen Termin veröffentlicht",
    add: "{name} hat einen weiteren Termin hinzugefügt",
  },
  label: {
    time: "Wann",
    yourTime: "In Ihrer Zeitzone",
    recurrence: "Wiederholung",
    location: "Wo",
    url: "Link",
    conferenceUrl: "Teilnehmen",
    organizer: "Organisation",
    guests: "Gäste",
    summary: "Titel",
    description: "Beschreibung",
    comment: "Nachricht",
    proposal: "Vorgeschlagene Zeit",
    changes: "Was sich geändert hat",
    was: "Bisher",
    now: "Jetzt",
    attachments: "Dateien",
    status: "Status",
    added: "Neu dabei",
    removed: "Nicht mehr dabei",
  },
  tentative: "Dies ist eine Reservierung: Der Termin ist noch nicht bestätigt.",
  confirmed: "Bestätigt",
  more: "und {n} weitere",
  occurrence: "Dies betrifft nur den Termin am {date}.",
  howToAnswer:
    "Antworten Sie mit den Schaltflächen Ihres Mail- oder Kalenderprogramms. Fehlen sie, öffnen Sie die Datei invite.ics.",
  answerHere: "Hier antworten, auch ohne Kalender:",
  button: { accepted: "Zusagen", tentative: "Vielleicht", declined: "Absagen" },
  frequency: {
    DAILY: { one: "jeden Tag", many: "alle {n} Tage" },
    WEEKLY: { one: "jede Woche", many: "alle {n} Wochen" },
    MONTHLY: { one: "jeden Monat", many: "alle {n} Monate" },
    YEARLY: { one: "jedes Jahr", many: "alle {n} Jahre" },
  },
  onDays: "{days}",
  dates: {
    placed: "am {nth} {day}",
    nth: {
      1: "ersten",
      2: "zweiten",
      3: "dritten",
      4: "vierten",
      5: "fünften",
      last: "letzten",
    },
    feminine: "",
    day: "Tag",
    monthDay: "am {n}.",
    months: "im {months}",
    other: "wie im Kalender angezeigt",
  },
  until: "bis {date}",
  times: "{n} Mal",
};

const fr: Wording = {
  subject: {
    invitation: "Invitation : {summary}",
    repeated: "Invitation : {summary}",
    updated: "Mise à jour : {summary}",
    cancelled: "Annulation : {summary}",
    cancelledDate: "Annulation : {summary}",
    uninvited: "Annulation : {summary}",
    accepted: "Accepté : {summary}",
    tentative: "Accepté provisoirement : {summary}",
    declined: "Refusé : {summary}",
    delegated: "Délégué : {summary}",
    pending: "Sans réponse : {summary}",
    counter: "Nouvel horaire proposé : {summary}",
    declinecounter: "Proposition refusée : {summary}",
    refresh: "À renvoyer : {summary}",
    publish: "Événement : {summary}",
    add: "Date ajoutée : {summary}",
  },
  heading: {
    invitation: "{name} vous invite",
    repeated: "Votre invitation de la part de {name}, à jour",
    updated: "{name} a modifié cet événement",
    cancelled: "{name} a annulé cet événement",
    cancelledDate: "{name} a annulé une date",
    uninvited: "{name} vous a retiré de la liste des invités",
    accepted: "{name} a accepté",
    tentative: "{name} a accepté provisoirement",
    declined: "{name} a refusé",
    delegated: "{name} a délégué l’invitation",
    pending: "{name} n’a pas encore répondu",
    counter: "{name} propose un autre horaire",
    declinecounter: "{name} a refusé l’horaire que vous avez proposé",
    refresh: "{name} demande la dernière version de cet événement",
    publish: "{name} a publié cet événement",
    add: "{name} a ajouté une date à cet événement",
  },
  label: {
    time: "Quand",
    yourTime: "Dans votre fuseau horaire",
    recurrence: "Répétition",
    location: "Où",
    url: "Lien",
    conferenceUrl: "Rejoindre",
    organizer: "Organisation",
    guests: "Invités",
    summary: "Titre",
    description: "Description",
    comment: "Message",
    proposal: "Horaire proposé",
    changes: "Ce qui a changé",
    was: "Avant",
    now: "Maintenant",
    attachments: "Fichiers",
    status: "Statut",
    added: "Nouveaux invités",
    removed: "Ne sont plus invités",
  },
  tentative: "Ce créneau est réservé : il n’est pas encore confirmé.",
  confirmed: "Confirmé",
  more: "et {n} de plus",
  occurrence: "Ceci ne concerne que la date du {date}.",
  howToAnswer:
    "Répondez avec les boutons de votre messagerie ou de votre agenda. S’ils manquent, ouvrez le fichier invite.ics.",
  answerHere: "Répondre ici, sans agenda :",
  button: { accepted: "Accepter", tentative: "Peut-être", declined: "Refuser" },
  frequency: {
    DAILY: { one: "tous les jours", many: "tous les {n} jours" },
    WEEKLY: { one: "toutes les semaines", many: "toutes les {n} semaines" },
    MONTHLY: { one: "tous les mois", many: "tous les {n} mois" },
    YEARLY: { one: "tous les ans", many: "tous les {n} ans" },
  },
  onDays: "{days}",
  dates: {
    placed: "le {nth} {day}",
    nth: {
      1: "premier",
      2: "deuxième",
      3: "troisième",
      4: "quatrième",
      5: "cinquième",
      last: "dernier",
    },
    feminine: "",
    day: "jour",
    monthDay: "le jour {n} du mois",
    months: "en {months}",
    other: "comme indiqué dans votre agenda",
  },
  until: "jusqu’au {date}",
  times: "{n} fois",
};

const es: Wording = {
  subject: {
    invitation: "Invitación: {summary}",
    repeated: "Invitación: {summary}",
    updated: "Actualizado: {summary}",
    cancelled: "Cancelado: {summary}",
    cancelledDate: "Cancelado: {summary}",
    uninvited: "Cancelado: {summary}",
    accepted: "Aceptado: {summary}",
    tentative: "Aceptado provisionalmente: {summary}",
    declined: "Rechazado: {summary}",
    delegated: "Delegado: {summary}",
    pending: "Sin respuesta: {summary}",
    counter: "Nueva hora propuesta: {summary}",
    declinecounter: "Propuesta rechazada: {summary}",
    refresh: "Por favor, reenvíe: {summary}",
    publish: "Evento: {summary}",
    add: "Fecha añadida: {summary}",
  },
  heading: {
    invitation: "Invitación de {name}",
    repeated: "Su invitación de {name}, tal como está ahora",
    updated: "{name} ha cambiado este evento",
    cancelled: "{name} ha cancelado este evento",
    cancelledDate: "{name} ha cancelado una fecha",
    uninvited: "{name} ha retirado su invitación",
    accepted: "{name} ha aceptado",
    tentative: "{name} ha aceptado provisionalmente",
    declined: "{name} ha rechazado la invitación",
    delegated: "{name} ha delegado la invitación",
    pending: "{name} aún no ha decidido",
    counter: "{name} propone otra hora",
    declinecounter: "{name} ha rechazado la hora que usted propuso",
    refresh: "{name} pide la última versión de este evento",
    publish: "{name} ha publicado este evento",
    add: "{name} ha añadido una fecha a este evento",
  },
  label: {
    time: "Cuándo",
    yourTime: "En su zona horaria",
    recurrence: "Se repite",
    location: "Dónde",
    url: "Enlace",
    conferenceUrl: "Unirse",
    organizer: "Organiza",
    guests: "Personas invitadas",
    summary: "Título",
    description: "Descripción",
    comment: "Mensaje",
    proposal: "Hora propuesta",
    changes: "Qué ha cambiado",
    was: "Antes",
    now: "Ahora",
    attachments: "Archivos",
    status: "Estado",
    added: "Invitados nuevos",
    removed: "Ya no están invitados",
  },
  tentative: "Es una reserva: todavía no está confirmada.",
  confirmed: "Confirmado",
  more: "y {n} más",
  occurrence: "Esto se refiere solo a la fecha del {date}.",
  howToAnswer:
    "Responda con los botones de su correo o calendario. Si no los ve, abra el archivo invite.ics.",
  answerHere: "Responder aquí, sin calendario:",
  button: { accepted: "Aceptar", tentative: "Quizás", declined: "Rechazar" },
  frequency: {
    DAILY: { one: "cada día", many: "cada {n} días" },
    WEEKLY: { one: "cada semana", many: "cada {n} semanas" },
    MONTHLY: { one: "cada mes", many: "cada {n} meses" },
    YEARLY: { one: "cada año", many: "cada {n} años" },
  },
  onDays: "{days}",
  dates: {
    placed: "el {nth} {day}",
    nth: {
      1: "primer",
      2: "segundo",
      3: "tercer",
      4: "cuarto",
      5: "quinto",
      last: "último",
    },
    feminine: "",
    day: "día",
    monthDay: "el día {n}",
    months: "en {months}",
    other: "como se indica en su calendario",
  },
  until: "hasta el {date}",
  times: "{n} veces",
};

const nl: Wording = {
  subject: {
    invitation: "Uitnodiging: {summary}",
    repeated: "Uitnodiging: {summary}",
    updated: "Gewijzigd: {summary}",
    cancelled: "Geannuleerd: {summary}",
    cancelledDate: "Geannuleerd: {summary}",
    uninvited: "Geannuleerd: {summary}",
    accepted: "Geaccepteerd: {summary}",
    tentative: "Voorlopig geaccepteerd: {summary}",
    declined: "Afgewezen: {summary}",
    delegated: "Gedelegeerd: {summary}",
    pending: "Nog niet beantwoord: {summary}",
    counter: "Nieuwe tijd voorgesteld: {summary}",
    declinecounter: "Voorgestelde tijd afgewezen: {summary}",
    refresh: "Opnieuw sturen a.u.b.: {summary}",
    publish: "Afspraak: {summary}",
    add: "Datum toegevoegd: {summary}",
  },
  heading: {
    invitation: "{name} nodigt u uit",
    repeated: "Uw uitnodiging van {name}, zoals die nu geldt",
    updated: "{name} heeft deze afspraak gewijzigd",
    cancelled: "{name} heeft deze afspraak geannuleerd",
    cancelledDate: "{name} heeft één datum geannuleerd",
    uninvited: "{name} heeft u van de gastenlijst gehaald",
    accepted: "{name} heeft geaccepteerd",
    tentative: "{name} heeft voorlopig geaccepteerd",
    declined: "{name} heeft afgewezen",
    delegated: "{name} heeft de uitnodiging doorgegeven",
    pending: "{name} heeft nog niet beslist",
    counter: "{name} stelt een andere tijd voor",
    declinecounter: "{name} heeft de door u voorgestelde tijd afgewezen",
    refresh: "{name} vraagt om de nieuwste versie van deze afspraak",
    publish: "{name} heeft deze afspraak gepubliceerd",
    add: "{name} heeft een datum aan deze afspraak toegevoegd",
  },
  label: {
    time: "Wanneer",
    yourTime: "In uw tijdzone",
    recurrence: "Herhaling",
    location: "Waar",
    url: "Link",
    conferenceUrl: "Deelnemen",
    organizer: "Organisator",
    guests: "Gasten",
    summary: "Titel",
    description: "Beschrijving",
    comment: "Bericht",
    proposal: "Voorgestelde tijd",
    changes: "Wat er gewijzigd is",
    was: "Eerst",
    now: "Nu",
    attachments: "Bestanden",
    status: "Status",
    added: "Nieuw uitgenodigd",
    removed: "Niet meer uitgenodigd",
  },
  tentative: "Dit is een reservering: nog niet bevestigd.",
  confirmed: "Bevestigd",
  more: "en nog {n}",
  occurrence: "Dit gaat alleen over {date}.",
  howToAnswer:
    "Antwoord met de knoppen in uw mail- of agenda-app. Ziet u er geen, open dan het bestand invite.ics.",
  answerHere: "Hier antwoorden, zonder agenda:",
  button: { accepted: "Accepteren", tentative: "Misschien", declined: "Afwijzen" },
  frequency: {
    DAILY: { one: "elke dag", many: "elke {n} dagen" },
    WEEKLY: { one: "elke week", many: "elke {n} weken" },
    MONTHLY: { one: "elke maand", many: "elke {n} maanden" },
    YEARLY: { one: "elk jaar", many: "elke {n} jaar" },
  },
  onDays: "{days}",
  dates: {
    placed: "op de {nth} {day}",
    nth: {
      1: "eerste",
      2: "tweede",
      3: "derde",
      4: "vierde",
      5: "vijfde",
      last: "laatste",
    },
    feminine: "",
    day: "dag",
    monthDay: "op de {n}e",
    months: "in {months}",
    other: "zoals in uw agenda staat",
  },
  until: "tot en met {date}",
  times: "{n} keer",
};

const pt: Wording = {
  subject: {
    invitation: "Convite: {summary}",
    repeated: "Convite: {summary}",
    updated: "Atualizado: {summary}",
    cancelled: "Cancelado: {summary}",
    cancelledDate: "Cancelado: {summary}",
    uninvited: "Cancelado: {summary}",
    accepted: "Aceito: {summary}",
    tentative: "Aceito provisoriamente: {summary}",
    declined: "Recusado: {summary}",
    delegated: "Delegado: {summary}",
    pending: "Sem resposta: {summary}",
    counter: "Novo horário proposto: {summary}",
    declinecounter: "Proposta recusada: {summary}",
    refresh: "Por favor, reenvie: {summary}",
    publish: "Evento: {summary}",
    add: "Data adicionada: {summary}",
  },
  heading: {
    invitation: "Convite de {name}",
    repeated: "O seu convite de {name}, como está agora",
    updated: "{name} alterou este evento",
    cancelled: "{name} cancelou este evento",
    cancelledDate: "{name} cancelou uma data",
    uninvited: "{name} retirou o seu convite",
    accepted: "{name} aceitou",
    tentative: "{name} aceitou provisoriamente",
    declined: "{name} recusou",
    delegated: "{name} delegou o convite",
    pending: "{name} ainda não decidiu",
    counter: "{name} propõe outro horário",
    declinecounter: "{name} recusou o horário que você propôs",
    refresh: "{name} pede a versão mais recente deste evento",
    publish: "{name} publicou este evento",
    add: "{name} adicionou uma data a este evento",
  },
  label: {
    time: "Quando",
    yourTime: "No seu fuso horário",
    recurrence: "Repete-se",
    location: "Onde",
    url: "Link",
    conferenceUrl: "Participar",
    organizer: "Organização",
    guests: "Pessoas convidadas",
    summary: "Título",
    description: "Descrição",
    comment: "Mensagem",
    proposal: "Horário proposto",
    changes: "O que mudou",
    was: "Antes",
    now: "Agora",
    attachments: "Arquivos",
    status: "Estado",
    added: "Novos convidados",
    removed: "Já não são convidados",
  },
  tentative: "Isto é uma reserva: ainda não está confirmada.",
  confirmed: "Confirmado",
  more: "e mais {n}",
  occurrence: "Isto diz respeito apenas à data de {date}.",
  howToAnswer:
    "Responda com os botões do seu e-mail ou calendário. Se não os vir, abra o arquivo invite.ics.",
  answerHere: "Responder aqui, sem calendário:",
  button: { accepted: "Aceitar", tentative: "Talvez", declined: "Recusar" },
  frequency: {
    DAILY: { one: "todos os dias", many: "a cada {n} dias" },
    WEEKLY: { one: "todas as semanas", many: "a cada {n} semanas" },
    MONTHLY: { one: "todos os meses", many: "a cada {n} meses" },
    YEARLY: { one: "todos os anos", many: "a cada {n} anos" },
  },
  onDays: "{days}",
  dates: {
    placed: "{nth} {day}",
    nth: {
      1: "no primeiro|na primeira",
      2: "no segundo|na segunda",
      3: "no terceiro|na terceira",
      4: "no quarto|na quarta",
      5: "no quinto|na quinta",
      last: "no último|na última",
    },
    feminine: "MO,TU,WE,TH,FR",
    day: "dia",
    monthDay: "no dia {n}",
    months: "em {months}",
    other: "como indicado no seu calendário",
  },
  until: "até {date}",
  times: "{n} vezes",
};

const it: Wording = {
  subject: {
    invitation: "Invito: {summary}",
    repeated: "Invito: {summary}",
    updated: "Aggiornato: {summary}",
    cancelled: "Annullato: {summary}",
    cancelledDate: "Annullato: {summary}",
    uninvited: "Annullato: {summary}",
    accepted: "Accettato: {summary}",
    tentative: "Accettato provvisoriamente: {summary}",
    declined: "Rifiutato: {summary}",
    delegated: "Delegato: {summary}",
    pending: "Senza risposta: {summary}",
    counter: "Nuovo orario proposto: {summary}",
    declinecounter: "Proposta rifiutata: {summary}",
    refresh: "Da inviare di nuovo: {summary}",
    publish: "Evento: {summary}",
    add: "Data aggiunta: {summary}",
  },
  heading: {
    invitation: "Invito da {name}",
    repeated: "Il suo invito da {name}, aggiornato",
    updated: "{name} ha modificato questo evento",
    cancelled: "{name} ha annullato questo evento",
    cancelledDate: "{name} ha annullato una data",
    uninvited: "{name} ha ritirato il suo invito",
    accepted: "{name} ha accettato",
    tentative: "{name} ha accettato provvisoriamente",
    declined: "{name} ha rifiutato",
    delegated: "{name} ha delegato l’invito",
    pending: "{name} non ha ancora deciso",
    counter: "{name} propone un altro orario",
    declinecounter: "{name} ha rifiutato l’orario da lei proposto",
    refresh: "{name} chiede l’ultima versione di questo evento",
    publish: "{name} ha pubblicato questo evento",
    add: "{name} ha aggiunto una data a questo evento",
  },
  label: {
    time: "Quando",
    yourTime: "Nel suo fuso orario",
    recurrence: "Si ripete",
    location: "Dove",
    url: "Link",
    conferenceUrl: "Partecipa",
    organizer: "Organizza",
    guests: "Persone invitate",
    summary: "Titolo",
    description: "Descrizione",
    comment: "Messaggio",
    proposal: "Orario proposto",
    changes: "Che cosa è cambiato",
    was: "Prima",
    now: "Ora",
    attachments: "File",
    status: "Stato",
    added: "Nuovi invitati",
    removed: "Non più invitati",
  },
  tentative: "È una prenotazione: non è ancora confermata.",
  confirmed: "Confermato",
  more: "e altri {n}",
  occurrence: "Questo riguarda solo la data di {date}.",
  howToAnswer:
    "Risponda con i pulsanti della sua posta o del suo calendario. Se non li vede, apra il file invite.ics.",
  answerHere: "Risponda qui, senza calendario:",
  button: { accepted: "Accetta", tentative: "Forse", declined: "Rifiuta" },
  frequency: {
    DAILY: { one: "ogni giorno", many: "ogni {n} giorni" },
    WEEKLY: { one: "ogni settimana", many: "ogni {n} settimane" },
    MONTHLY: { one: "ogni mese", many: "ogni {n} mesi" },
    YEARLY: { one: "ogni anno", many: "ogni {n} anni" },
  },
  onDays: "{days}",
  dates: {
    placed: "{nth} {day}",
    nth: {
      1: "il primo|la prima",
      2: "il secondo|la seconda",
      3: "il terzo|la terza",
      4: "il quarto|la quarta",
      5: "il quinto|la quinta",
      last: "l’ultimo|l’ultima",
    },
    feminine: "SU",
    day: "giorno",
    monthDay: "il giorno {n}",
    months: "in {months}",
    other: "come indicato nel suo calendario",
  },
  until: "fino al {date}",
  times: "{n} volte",
};

const ja: Wording = {
  subject: {
    invitation: "招待: {summary}",
    repeated: "招待: {summary}",
    updated: "変更: {summary}",
    cancelled: "中止: {summary}",
    cancelledDate: "中止: {summary}",
    uninvited: "招待の取り消し: {summary}",
    accepted: "承諾: {summary}",
    tentative: "仮承諾: {summary}",
    declined: "辞退: {summary}",
    delegated: "委任: {summary}",
    pending: "未回答: {summary}",
    counter: "別の日時の提案: {summary}",
    declinecounter: "提案の却下: {summary}",
    refresh: "再送のお願い: {summary}",
    publish: "予定: {summary}",
    add: "日程の追加: {summary}",
  },
  heading: {
    invitation: "{name} からの招待",
    repeated: "{name} からの招待(現在の内容)",
    updated: "{name} がこの予定を変更しました",
    cancelled: "{name} がこの予定を中止しました",
    cancelledDate: "{name} が 1 回分を中止しました",
    uninvited: "{name} があなたへの招待を取り消しました",
    accepted: "{name} が承諾しました",
    tentative: "{name} が仮承諾しました",
    declined: "{name} が辞退しました",
    delegated: "{name} が招待を委任しました",
    pending: "{name} はまだ回答していません",
    counter: "{name} が別の日時を提案しています",
    declinecounter: "{name} があなたの提案した日時を却下しました",
    refresh: "{name} がこの予定の最新版を求めています",
    publish: "{name} がこの予定を公開しました",
    add: "{name} がこの予定に日程を追加しました",
  },
  label: {
    time: "日時",
    yourTime: "あなたのタイムゾーン",
    recurrence: "繰り返し",
    location: "場所",
    url: "リンク",
    conferenceUrl: "参加",
    organizer: "主催者",
    guests: "参加者",
    summary: "件名",
    description: "説明",
    comment: "メッセージ",
    proposal: "提案された日時",
    changes: "変更内容",
    was: "変更前",
    now: "変更後",
    attachments: "ファイル",
    status: "状態",
    added: "追加",
    removed: "削除",
  },
  tentative: "仮の予定です。まだ確定していません。",
  confirmed: "確定",
  more: "ほか {n} 名",
  occurrence: "{date} の回だけに関するものです。",
  howToAnswer:
    "メールまたはカレンダーのボタンで回答してください。表示されない場合は、invite.ics を開いてください。",
  answerHere: "カレンダーがなくても、こちらから回答できます。",
  button: { accepted: "参加する", tentative: "未定", declined: "欠席する" },
  frequency: {
    DAILY: { one: "毎日", many: "{n} 日ごと" },
    WEEKLY: { one: "毎週", many: "{n} 週間ごと" },
    MONTHLY: { one: "毎月", many: "{n} か月ごと" },
    YEARLY: { one: "毎年", many: "{n} 年ごと" },
  },
  onDays: "{days}",
  dates: {
    placed: "{nth}{day}",
    nth: {
      1: "第1",
      2: "第2",
      3: "第3",
      4: "第4",
      5: "第5",
      last: "最終",
    },
    feminine: "",
    day: "日",
    monthDay: "{n} 日",
    months: "{months}",
    other: "カレンダーに表示される日程",
  },
  until: "{date} まで",
  times: "{n} 回",
};

/** The words of every language, by its ISO 639 code. */
export const wordings = { en, de, fr, es, nl, pt, it, ja } as const satisfies Record<string, Wording>;

/** A language that emails are written in. */
export type Language = keyof typeof wordings;

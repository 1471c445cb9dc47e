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
interface Frequency {
  readonly one: string;
  readonly many: string;
}

/** The words of one language. `{summary}`, `{name}`, `{n}`, `{date}` and `{days}` are filled in. */
export interface Wording {
  readonly subject: Readonly<Record<Occasion, string>>;
  readonly heading: Readonly<Record<Occasion, string>>;
  readonly label: {
    readonly time: string;
    readonly yourTime: string;
    readonly recurrence: string;
    readonly location: string;
    readonly url: string;
    readonly conferenceUrl: string;
    readonly organizer: string;
    readonly guests: string;
    readonly summary: string;
    readonly description: string;
    readonly comment: string;
    readonly proposal: string;
    readonly changes: string;
    readonly was: string;
    readonly now: string;
  };
  readonly more: string;
  readonly occurrence: string;
  readonly howToAnswer: string;
  readonly frequency: Readonly<Record<"DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY", Frequency>>;
  readonly onDays: string;
  readonly until: string;
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
  },
  more: "and {n} more",
  occurrence: "This is only about the date of {date}.",
  howToAnswer:
    "Answer with the buttons in your mail or calendar app. If you see none, open the file invite.ics.",
  frequency: {
    DAILY: { one: "every day", many: "every {n} days" },
    WEEKLY: { one: "every week", many: "every {n} weeks" },
    MONTHLY: { one: "every month", many: "every {n} months" },
    YEARLY: { one: "every year", many: "every {n} years" },
  },
  onDays: "{days}",
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
  },
  more: "und {n} weitere",
  occurrence: "Dies betrifft nur den Termin am {date}.",
  howToAnswer:
    "Antworten Sie mit den Schaltflächen Ihres Mail- oder Kalenderprogramms. Fehlen sie, öffnen Sie die Datei invite.ics.",
  frequency: {
    DAILY: { one: "jeden Tag", many: "alle {n} Tage" },
    WEEKLY: { one: "jede Woche", many: "alle {n} Wochen" },
    MONTHLY: { one: "jeden Monat", many: "alle {n} Monate" },
    YEARLY: { one: "jedes Jahr", many: "alle {n} Jahre" },
  },
  onDays: "{days}",
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
  },
  more: "et {n} de plus",
  occurrence: "Ceci ne concerne que la date du {date}.",
  howToAnswer:
    "Répondez avec les boutons de votre messagerie ou de votre agenda. S’ils manquent, ouvrez le fichier invite.ics.",
  frequency: {
    DAILY: { one: "tous les jours", many: "tous les {n} jours" },
    WEEKLY: { one: "toutes les semaines", many: "toutes les {n} semaines" },
    MONTHLY: { one: "tous les mois", many: "tous les {n} mois" },
    YEARLY: { one: "tous les ans", many: "tous les {n} ans" },
  },
  onDays: "{days}",
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
  },
  more: "y {n} más",
  occurrence: "Esto se refiere solo a la fecha del {date}.",
  howToAnswer:
    "Responda con los botones de su correo o calendario. Si no los ve, abra el archivo invite.ics.",
  frequency: {
    DAILY: { one: "cada día", many: "cada {n} días" },
    WEEKLY: { one: "cada semana", many: "cada {n} semanas" },
    MONTHLY: { one: "cada mes", many: "cada {n} meses" },
    YEARLY: { one: "cada año", many: "cada {n} años" },
  },
  onDays: "{days}",
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
  },
  more: "en nog {n}",
  occurrence: "Dit gaat alleen over {date}.",
  howToAnswer:
    "Antwoord met de knoppen in uw mail- of agenda-app. Ziet u er geen, open dan het bestand invite.ics.",
  frequency: {
    DAILY: { one: "elke dag", many: "elke {n} dagen" },
    WEEKLY: { one: "elke week", many: "elke {n} weken" },
    MONTHLY: { one: "elke maand", many: "elke {n} maanden" },
    YEARLY: { one: "elk jaar", many: "elke {n} jaar" },
  },
  onDays: "{days}",
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
  },
  more: "e mais {n}",
  occurrence: "Isto diz respeito apenas à data de {date}.",
  howToAnswer:
    "Responda com os botões do seu e-mail ou calendário. Se não os vir, abra o arquivo invite.ics.",
  frequency: {
    DAILY: { one: "todos os dias", many: "a cada {n} dias" },
    WEEKLY: { one: "todas as semanas", many: "a cada {n} semanas" },
    MONTHLY: { one: "todos os meses", many: "a cada {n} meses" },
    YEARLY: { one: "todos os anos", many: "a cada {n} anos" },
  },
  onDays: "{days}",
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
  },
  more: "e altri {n}",
  occurrence: "Questo riguarda solo la data di {date}.",
  howToAnswer:
    "Risponda con i pulsanti della sua posta o del suo calendario. Se non li vede, apra il file invite.ics.",
  frequency: {
    DAILY: { one: "ogni giorno", many: "ogni {n} giorni" },
    WEEKLY: { one: "ogni settimana", many: "ogni {n} settimane" },
    MONTHLY: { one: "ogni mese", many: "ogni {n} mesi" },
    YEARLY: { one: "ogni anno", many: "ogni {n} anni" },
  },
  onDays: "{days}",
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
  },
  more: "ほか {n} 名",
  occurrence: "{date} の回だけに関するものです。",
  howToAnswer:
    "メールまたはカレンダーのボタンで回答してください。表示されない場合は、invite.ics を開いてください。",
  frequency: {
    DAILY: { one: "毎日", many: "{n} 日ごと" },
    WEEKLY: { one: "毎週", many: "{n} 週間ごと" },
    MONTHLY: { one: "毎月", many: "{n} か月ごと" },
    YEARLY: { one: "毎年", many: "{n} 年ごと" },
  },
  onDays: "{days}",
  until: "{date} まで",
  times: "{n} 回",
};

/** The words of every language, by its ISO 639 code. */
export const wordings = { en, de, fr, es, nl, pt, it, ja } as const satisfies Record<string, Wording>;

/** A language that emails are written in. */
export type Language = keyof typeof wordings;

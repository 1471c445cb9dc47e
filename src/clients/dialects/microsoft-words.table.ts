import type { Words } from "./dialect.ts";

/** The text of Exchange's and Outlook's answers is the comment and nothing else. */
const text: Words["text"] = {
  accepted: "{comment}",
  tentative: "{comment}",
  declined: "{comment}",
  counter: "{comment}",
};

/** Language → the words before the colon. French has a no-break space there, as is to be seen in the wild. */
const prefixes = {
  en: ["Accepted:", "Tentative:", "Declined:", "New Time Proposed:"],
  de: ["Zugesagt:", "Mit Vorbehalt:", "Abgelehnt:", "Neue Zeit vorgeschlagen:"],
  fr: ["Accepté\u00a0:", "Provisoire\u00a0:", "Refusé\u00a0:", "Nouvel horaire proposé\u00a0:"],
  es: ["Aceptada:", "Provisional:", "Rechazada:", "Nueva hora propuesta:"],
  it: ["Accettato:", "Provvisorio:", "Rifiutato:", "Nuovo orario proposto:"],
  nl: ["Geaccepteerd:", "Voorlopig:", "Geweigerd:", "Nieuwe tijd voorgesteld:"],
  pt: ["Aceito:", "Provisório:", "Recusado:", "Novo horário proposto:"],
  sv: ["Accepterat:", "Preliminärt:", "Avböjt:", "Ny tid föreslagen:"],
  pl: ["Zaakceptowano:", "Wstępna akceptacja:", "Odrzucono:", "Zaproponowano nową godzinę:"],
  ja: ["承諾:", "仮承諾:", "辞退:", "新しい日時の提案:"],
} as const satisfies Record<string, readonly [string, string, string, string]>;

function wordsOf([accepted, tentative, declined, counter]: readonly [string, string, string, string]): Words {
  return {
    subject: {
      accepted: `${accepted} {summary}`,
      tentative: `${tentative} {summary}`,
      declined: `${declined} {summary}`,
      counter: `${counter} {summary}`,
    },
    text,
  };
}

/** What Exchange and Outlook write in the language of the person who answers. */
export const microsoftWords = {
  en: wordsOf(prefixes.en),
  de: wordsOf(prefixes.de),
  fr: wordsOf(prefixes.fr),
  es: wordsOf(prefixes.es),
  it: wordsOf(prefixes.it),
  nl: wordsOf(prefixes.nl),
  pt: wordsOf(prefixes.pt),
  sv: wordsOf(prefixes.sv),
  pl: wordsOf(prefixes.pl),
  ja: wordsOf(prefixes.ja),
} as const satisfies Record<keyof typeof prefixes, Words>;

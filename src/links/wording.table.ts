import type { Language } from "../email/letter/wording.table.ts";

/** The words of the answering page in one language. `{email}` is filled in. */
export interface AnswerPageWording {
  /** Above the form, by the answer that the link gives. */
  readonly question: Readonly<Record<"accepted" | "tentative" | "declined", string>>;
  /** Under the question: in whose name the page answers, `{email}`. */
  readonly answersAs: string;
  /** Label of the field for a few words. */
  readonly comment: string;
  /** On the button of the form, by the answer. */
  readonly send: Readonly<Record<"accepted" | "tentative" | "declined", string>>;
  /** Says that the form has to be sent before anything counts. */
  readonly notYet: string;
  /** After the answer was taken, by the answer. */
  readonly thanks: Readonly<Record<"accepted" | "tentative" | "declined", string>>;
  /** Where the invitation has changed since the link was sent. */
  readonly stale: string;
  /** Where the event was called off. */
  readonly cancelled: string;
  /** Where the answer could not be taken. */
  readonly refused: string;
  /** Where the link is too old. */
  readonly expired: string;
  /** Where the link was damaged or is somebody else's making. */
  readonly invalid: string;
}

/** Language → words. */
export const pageWordings = {
  en: {
    question: {
      accepted: "Accept this invitation?",
      tentative: "Answer “maybe” to this invitation?",
      declined: "Decline this invitation?",
    },
    answersAs: "You answer as {email}.",
    comment: "Message to the organizer (optional)",
    send: { accepted: "Accept", tentative: "Answer maybe", declined: "Decline" },
    notYet: "Nothing has been sent yet.",
    thanks: {
      accepted: "Thank you. You have accepted.",
      tentative: "Thank you. You have answered “maybe”.",
      declined: "Thank you. You have declined.",
    },
    stale: "The invitation has changed since this link was sent. Please answer the latest one.",
    cancelled: "This event has been cancelled.",
    refused: "Your answer could not be taken. Please write to the organizer.",
    expired: "This link has expired. Please write to the organizer.",
    invalid: "This link is not valid. Please open it as it stands in the mail.",
  },
  de: {
    question: {
      accepted: "Diese Einladung annehmen?",
      tentative: "Auf diese Einladung mit „Vielleicht“ antworten?",
      declined: "Diese Einladung ablehnen?",
    },
    answersAs: "Sie antworten als {email}.",
    comment: "Nachricht an den Organisator (freiwillig)",
    send: { accepted: "Zusagen", tentative: "Mit Vielleicht antworten", declined: "Absagen" },
    notYet: "Es wurde noch nichts gesendet.",
    thanks: {
      accepted: "Danke. Sie haben zugesagt.",
      tentative: "Danke. Sie haben mit „Vielleicht“ geantwortet.",
      declined: "Danke. Sie haben abgesagt.",
    },
    stale:
      "Die Einladung wurde geändert, seit dieser Link gesendet wurde. Bitte beantworten Sie die neueste.",
    cancelled: "Dieser Termin wurde abgesagt.",
    refused: "Ihre Antwort konnte nicht angenommen werden. Bitte schreiben Sie dem Organisator.",
    expired: "Dieser Link ist abgelaufen. Bitte schreiben Sie dem Organisator.",
    invalid: "Dieser Link ist ungültig. Bitte öffnen Sie ihn so, wie er in der E-Mail steht.",
  },
  fr: {
    question: {
      accepted: "Accepter cette invitation ?",
      tentative: "Répondre « peut-être » à cette invitation ?",
      declined: "Refuser cette invitation ?",
    },
    answersAs: "Vous répondez en tant que {email}.",
    comment: "Message à l’organisateur (facultatif)",
    send: { accepted: "Accepter", tentative: "Répondre peut-être", declined: "Refuser" },
    notYet: "Rien n’a encore été envoyé.",
    thanks: {
      accepted: "Merci. Vous avez accepté.",
      tentative: "Merci. Vous avez répondu « peut-être ».",
      declined: "Merci. Vous avez refusé.",
    },
    stale: "L’invitation a changé depuis l’envoi de ce lien. Veuillez répondre à la plus récente.",
    cancelled: "Cet événement a été annulé.",
    refused: "Votre réponse n’a pas pu être enregistrée. Veuillez écrire à l’organisateur.",
    expired: "Ce lien a expiré. Veuillez écrire à l’organisateur.",
    invalid: "Ce lien n’est pas valide. Veuillez l’ouvrir tel qu’il figure dans le message.",
  },
  es: {
    question: {
      accepted: "¿Aceptar esta invitación?",
      tentative: "¿Responder «quizás» a esta invitación?",
      declined: "¿Rechazar esta invitación?",
    },
    answersAs: "Responde como {email}.",
    comment: "Mensaje para el organizador (opcional)",
    send: { accepted: "Aceptar", tentative: "Responder quizás", declined: "Rechazar" },
    notYet: "Todavía no se ha enviado nada.",
    thanks: {
      accepted: "Gracias. Ha aceptado.",
      tentative: "Gracias. Ha respondido «quizás».",
      declined: "Gracias. Ha rechazado.",
    },
    stale: "La invitación ha cambiado desde que se envió este enlace. Responda a la más reciente.",
    cancelled: "Este evento se ha cancelado.",
    refused: "No se ha podido registrar su respuesta. Escriba al organizador.",
    expired: "Este enlace ha caducado. Escriba al organizador.",
    invalid: "Este enlace no es válido. Ábralo tal como aparece en el correo.",
  },
  nl: {
    question: {
      accepted: "Deze uitnodiging accepteren?",
      tentative: "Deze uitnodiging met ‘misschien’ beantwoorden?",
      declined: "Deze uitnodiging afwijzen?",
    },
    answersAs: "U antwoordt als {email}.",
    comment: "Bericht aan de organisator (niet verplicht)",
    send: { accepted: "Accepteren", tentative: "Misschien antwoorden", declined: "Afwijzen" },
    notYet: "Er is nog niets verzonden.",
    thanks: {
      accepted: "Dank u. U hebt geaccepteerd.",
      tentative: "Dank u. U hebt ‘misschien’ geantwoord.",
      declined: "Dank u. U hebt afgewezen.",
    },
    stale: "De uitnodiging is gewijzigd sinds deze link werd verzonden. Beantwoord de nieuwste.",
    cancelled: "Deze afspraak is geannuleerd.",
    refused: "Uw antwoord kon niet worden verwerkt. Schrijf de organisator.",
    expired: "Deze link is verlopen. Schrijf de organisator.",
    invalid: "Deze link is ongeldig. Open hem zoals hij in de e-mail staat.",
  },
  pt: {
    question: {
      accepted: "Aceitar este convite?",
      tentative: "Responder “talvez” a este convite?",
      declined: "Recusar este convite?",
    },
    answersAs: "Você responde como {email}.",
    comment: "Mensagem ao organizador (opcional)",
    send: { accepted: "Aceitar", tentative: "Responder talvez", declined: "Recusar" },
    notYet: "Nada foi enviado ainda.",
    thanks: {
      accepted: "Obrigado. Você aceitou.",
      tentative: "Obrigado. Você respondeu “talvez”.",
      declined: "Obrigado. Você recusou.",
    },
    stale: "O convite mudou desde que este link foi enviado. Responda ao mais recente.",
    cancelled: "Este evento foi cancelado.",
    refused: "Não foi possível registrar a sua resposta. Escreva ao organizador.",
    expired: "Este link expirou. Escreva ao organizador.",
    invalid: "Este link não é válido. Abra-o como está no e-mail.",
  },
  it: {
    question: {
      accepted: "Accettare questo invito?",
      tentative: "Rispondere “forse” a questo invito?",
      declined: "Rifiutare questo invito?",
    },
    answersAs: "Risponde come {email}.",
    comment: "Messaggio all’organizzatore (facoltativo)",
    send: { accepted: "Accetta", tentative: "Rispondi forse", declined: "Rifiuta" },
    notYet: "Non è stato ancora inviato nulla.",
    thanks: {
      accepted: "Grazie. Ha accettato.",
      tentative: "Grazie. Ha risposto “forse”.",
      declined: "Grazie. Ha rifiutato.",
    },
    stale: "L’invito è cambiato da quando questo link è stato inviato. Risponda al più recente.",
    cancelled: "Questo evento è stato annullato.",
    refused: "Non è stato possibile registrare la sua risposta. Scriva all’organizzatore.",
    expired: "Questo link è scaduto. Scriva all’organizzatore.",
    invalid: "Questo link non è valido. Lo apra così come si trova nell’e-mail.",
  },
  ja: {
    question: {
      accepted: "この招待を承諾しますか？",
      tentative: "この招待に「未定」と回答しますか？",
      declined: "この招待を辞退しますか？",
    },
    answersAs: "{email} として回答します。",
    comment: "主催者へのメッセージ（任意）",
    send: { accepted: "参加する", tentative: "未定と回答する", declined: "欠席する" },
    notYet: "まだ送信されていません。",
    thanks: {
      accepted: "ありがとうございます。参加と回答しました。",
      tentative: "ありがとうございます。未定と回答しました。",
      declined: "ありがとうございます。欠席と回答しました。",
    },
    stale: "このリンクの送信後に招待が変更されました。最新の招待に回答してください。",
    cancelled: "このイベントはキャンセルされました。",
    refused: "回答を受け付けられませんでした。主催者にご連絡ください。",
    expired: "このリンクの有効期限が切れています。主催者にご連絡ください。",
    invalid: "このリンクは無効です。メールに記載されたとおりに開いてください。",
  },
} as const satisfies Record<Language, AnswerPageWording>;

/**
 * Looks every two seconds whether something has happened. Shows it at once, unless somebody is in the middle of a form: then it
 * says so, and waits.
 */
export const script = `
const news = document.getElementById("news");
const shown = Number(document.body.dataset.revision);
const isBusy = () =>
  document.querySelector("form:focus-within") !== null ||
  [...document.querySelectorAll("textarea, input:not([type=hidden])")].some((field) => field.value !== field.defaultValue);
setInterval(async () => {
  const answer = await fetch("/state").catch(() => undefined);
  if (answer === undefined || !answer.ok || Number(await answer.text()) === shown) return;
  if (isBusy() || document.querySelector("details[open]") !== null) news.hidden = false;
  else location.reload();
}, 2000);
`;
